// Says so in plain words when the page cannot start: no WebAssembly, or its files do not arrive.
(() => {
  const say = () => {
    document.querySelector("#starting")?.remove();
    document.querySelector("#start-fault")?.removeAttribute("hidden");
  };
  const sayOnceParsed = () => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", say, { once: true });
    else say();
  };
  // A missing picture or font is no reason to give up: only scripts and uncaught errors count.
  const onError = (event) => {
    if (event.target === window || event.target instanceof HTMLScriptElement) sayOnceParsed();
  };
  const startedOrNot = new AbortController();
  const untilStarted = { capture: true, signal: startedOrNot.signal };
  addEventListener("error", onError, untilStarted);
  addEventListener("unhandledrejection", sayOnceParsed, untilStarted);
  addEventListener("TrunkApplicationStarted", () => startedOrNot.abort(), { once: true });
  if (typeof WebAssembly !== "object") sayOnceParsed();
})();
