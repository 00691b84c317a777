
// The Step view alone is small and comes first; the module with every view comes where another one is opened.
const STEP = ["STEP.js", "STEP.wasm"];
const ROOMS = ["ROOMS.js", "ROOMS.wasm"];

// A deck beside the page may be named by the page's own address too, as ?deck=mine.md.
const deck = new URLSearchParams(location.search).get("deck");
if (deck !== null && /^#?\/*(slides)?\/*$/.test(location.hash)) {
  history.replaceState(null, "", location.pathname + "#/slides/own?v=1&deck=" + deck);
}

async function start([script, file]) {
  const code = fetch(file);
  const bindings = await import(script);
  const wasm = await bindings.default({ module_or_path: code });
  window.wasmBindings = bindings;
  dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
}

// The one module leaves the page to the other; where that does not come, the page is opened anew at its address.
// Until then clicks and files that are dropped come to nothing.
function handOver() {
  const arrival = new AbortController();
  for (const kind of ["click", "dragover", "drop"]) {
    addEventListener(kind, (event) => event.preventDefault(), { capture: true, signal: arrival.signal });
  }
  queueMicrotask(window.wasmBindings.retire);
  start(ROOMS).then(() => arrival.abort(), () => location.reload());
}

// A browser without WebAssembly has been told so by the script before this one.
if (typeof WebAssembly === "object") {
  addEventListener("GradlightLeaves", handOver, { once: true });
  await start(/^#\/*(VIEWS)(?![^/?])/.test(location.hash) ? ROOMS : STEP);
}
