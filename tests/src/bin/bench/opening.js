// Drops a deck on the page and gives the milliseconds until its first slide is painted.

const [name, text, title] = arguments;
const finish = arguments[arguments.length - 1];
const data = new DataTransfer();
data.items.add(new File([text], name));
const start = performance.now();
const watch = new MutationObserver(() => {
  if (document.querySelector(".slide-title")?.textContent !== title) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => finish(performance.now() - start)));
});
watch.observe(document.querySelector("#app"), { subtree: true, childList: true, characterData: true });
for (const kind of ["dragover", "drop"]) {
  const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector("main").dispatchEvent(event);
}
