
// The Step view alone is small and comes first; the module with every view comes where another one is opened.
// A browser without WebAssembly has been told so by the script before this one.
if (typeof WebAssembly === "object") {
  const isRoom = /^#\/*(VIEWS)(?![^/?])/.test(location.hash);
  const [script, file] = isRoom ? ["ROOMS.js", "ROOMS.wasm"] : ["STEP.js", "STEP.wasm"];
  const code = fetch(file);
  const bindings = await import(script);
  const wasm = await bindings.default({ module_or_path: code });
  window.wasmBindings = bindings;
  dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
}
