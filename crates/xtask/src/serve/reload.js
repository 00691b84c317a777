// Reloads the page when the server has a newer one. Added by `cargo xtask serve` only.
const revision = new URL(document.currentScript.src).searchParams.get("revision");
new EventSource(`/reload?revision=${revision}`).addEventListener("message", () => location.reload());
