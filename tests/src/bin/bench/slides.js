// Clicks through the open deck as a clicker does, a click every second frame, and collects the time from frame to
// frame: one of the two takes the new slide's layout, the other its figures.

const [frames] = arguments;
const finish = arguments[arguments.length - 1];
const [intervals, clicks] = [[], []];
let last;
let place;

function press(key) {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

function click() {
  const start = performance.now();
  press("PageDown");
  clicks.push(performance.now() - start);
  const { slide, click } = document.querySelector("[data-view=slide]").dataset;
  // At the end it goes on from the beginning.
  if (place === `${slide}/${click}`) press("Home");
  place = `${slide}/${click}`;
}

requestAnimationFrame(function frame(now) {
  if (last !== undefined) intervals.push(now - last);
  last = now;
  if (intervals.length >= frames) return finish({ intervals, clicks });
  if (intervals.length % 2 === 0) click();
  requestAnimationFrame(frame);
});
