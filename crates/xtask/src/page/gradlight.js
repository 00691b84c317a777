// Gradlight's gradient, train and trace for other pages; the types are in gradlight.d.ts.
//
//   import { ready, train } from "./gradlight.js";
//   await ready;
//   train(example, 10000).cost

import * as module from "MODULE.js";

// Gradlight's own page starts a module itself: there, wait for it instead of starting a second one.
const isOwnPage = Boolean(globalThis.document?.querySelector('meta[name="application-name"][content="Gradlight"]'));
const started = () => new Promise((resolve) => addEventListener("TrunkApplicationStarted", resolve, { once: true }));
const bindings = () => (isOwnPage ? globalThis.wasmBindings : module);

/** Settles when the three functions may be called. */
export const ready = isOwnPage
  ? Promise.resolve(globalThis.wasmBindings ?? started()).then(() => undefined)
  : module.default({ module_or_path: new URL("MODULE.wasm", import.meta.url) }).then(() => undefined);

export const gradient = (...asked) => bindings().gradient(...asked);
export const train = (...asked) => bindings().train(...asked);
export const trace = (...asked) => bindings().trace(...asked);
