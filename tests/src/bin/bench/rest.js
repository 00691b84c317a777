// Takes away what a link leaves open: the dialog, a notice, the table, what the pointer lit.

const send = (target, event) => target.dispatchEvent(event);
const click = (selector) => document.querySelector(selector)?.click();
document.activeElement?.blur();
if (document.querySelector("dialog[open]")) send(document, new KeyboardEvent("keydown", { key: "F1", bubbles: true }));
click("[data-action=dismiss-notice]");
click("[data-action=toggle-table][aria-pressed=true]");
send(document.querySelector("main"), new PointerEvent("pointermove", { bubbles: true }));
send(document.querySelector("#app"), new PointerEvent("pointerleave"));
