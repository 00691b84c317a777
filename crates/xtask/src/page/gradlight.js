// Gradlight's gradient, train and trace for other pages; the types are in gradlight.d.ts.
//
//   import { ready, train } from "./gradlight.js";
//   await ready;
//   train(example, 10000).cost

import init, { gradient, train, trace } from "MODULE.js";

// Gradlight's own page starts the module itself: there, wait for it instead of starting a second one.
const isOwnPage = Boolean(globalThis.document?.querySelector('link[rel="modulepreload"][href="MODULE.js"]'));
const started = () => new Promise((resolve) => addEventListener("TrunkApplicationStarted", resolve, { once: true }));

/** Settles when the three functions may be called. */
export const ready = isOwnPage
  ? Promise.resolve(globalThis.wasmBindings ?? started()).then(() => undefined)
  : init({ module_or_path: new URL("MODULE.wasm", import.meta.url) }).then(() => undefined);

export { gradient, train, trace };
