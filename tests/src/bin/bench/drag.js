// Collects the time from frame to frame. Given a slider, it is moved in every frame as a hand would, and what the
// page's own code takes is collected too: in answering the event, and in its animation frame.

const [frames, slider] = arguments;
const finish = arguments[arguments.length - 1];
const ask = window.requestAnimationFrame.bind(window);
const [intervals, events, paintings] = [[], [], []];
const revisions = () =>
  Object.fromEntries(Array.from(document.querySelectorAll("canvas"), (c) => [c.dataset.view, Number(c.dataset.revision)]));
const before = revisions();
let last;
let place = 0;
let step = 7;

function move() {
  if (place + step < 0 || place + step > 1000) step = -step;
  place += step;
  slider.value = String(place);
  const box = slider.getBoundingClientRect();
  const at = { clientX: box.left + (place / 1000) * box.width, clientY: box.top + box.height / 2 };
  const start = performance.now();
  slider.dispatchEvent(new PointerEvent("pointermove", { ...at, bubbles: true }));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  events.push(performance.now() - start);
}

function frame(now) {
  if (last !== undefined) intervals.push(now - last);
  last = now;
  if (intervals.length < frames) {
    // The movement first: the page then asks for the next frame ahead of us and paints in each one, once.
    if (slider) move();
    ask(frame);
    return;
  }
  window.requestAnimationFrame = ask;
  slider?.dispatchEvent(new Event("change", { bubbles: true }));
  const after = revisions();
  const painted = Object.keys(before).map((view) => [view, after[view] - before[view]]);
  finish({ intervals, events, paintings, painted });
}

// The page asks for its frames here from now on.
window.requestAnimationFrame = (callback) =>
  ask((now) => {
    const start = performance.now();
    callback(now);
    paintings.push(performance.now() - start);
  });
ask(frame);
