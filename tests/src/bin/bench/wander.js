// Gives the page `wander(actions, seed, actionsPerFrame, finish)`, which does so many random things to it, as fast as it
// answers, with a frame's rest after every few.
//
// Keys go to where the keyboard is, clicks to what can be seen; a number seeds the choice, so that a run can be
// repeated. What leaves the view is not chosen: other views, files saved and opened, paper, full screen.

// mulberry32, a small generator of good quality.
let state = 0;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const one = (list) => list[Math.floor(random() * list.length)];

const KEYS = [
  ..."ArrowRight ArrowRight ArrowRight ArrowLeft ArrowLeft ArrowDown ArrowUp PageDown PageUp Home End".split(" "),
  ..."Enter Escape F1 k n p + - [ ] r ?".split(" "),
  " ",
];
const TEXTS = ["0.3", "-1.25", "0,5", "1e-3", "40", "7", "", "abc", "1e999", "0.0001", "3"];

/** One of what can be used now: in the dialog while one is open, on the page else. Rarely none is found. */
function usable(selector) {
  const within = document.querySelector("dialog[open]") ?? document;
  const elements = within.querySelectorAll(selector);
  for (let look = 0; look < 10 && elements.length > 0; look++) {
    const element = one(elements);
    if (element.checkVisibility({ visibilityProperty: true })) return element;
  }
  return undefined;
}

const send = (target, Kind, name, more) => target.dispatchEvent(new Kind(name, { bubbles: true, cancelable: true, ...more }));

function placeOn(element) {
  const box = element.getBoundingClientRect();
  return { clientX: box.left + random() * box.width, clientY: box.top + random() * box.height };
}

function press(key, modifiers) {
  const target = document.activeElement ?? document.body;
  send(target, KeyboardEvent, "keydown", { key, ...modifiers });
  send(target, KeyboardEvent, "keyup", { key, ...modifiers });
}

function clickOn(element) {
  const at = placeOn(element);
  send(element, PointerEvent, "pointerdown", at);
  element.focus?.();
  send(element, PointerEvent, "pointerup", at);
  send(element, MouseEvent, "click", at);
}

const KINDS = {
  key: { share: 40, act: () => press(one(KEYS)) },
  undo: { share: 5, act: () => press("z", { ctrlKey: true, shiftKey: random() < 0.4 }) },
  click: {
    share: 20,
    act() {
      const element = usable("[data-action]");
      const leaves = ["save", "open-file", "paper/print", "toggle-full-screen", "go-to"].includes(element?.dataset.action);
      if (element && !leaves) clickOn(element);
    },
  },
  drag: {
    share: 10,
    act() {
      const slider = usable("input[type=range]");
      if (!slider) return;
      slider.value = String(Math.round(random() * 1000));
      send(slider, Event, "input");
      if (random() < 0.3) send(slider, Event, "change");
    },
  },
  choice: {
    share: 6,
    act() {
      const list = usable("select");
      if (!list) return;
      list.value = one(Array.from(list.options)).value;
      send(list, Event, "input");
      send(list, Event, "change");
    },
  },
  box: { share: 1, act: () => usable("input[type=checkbox], summary")?.click() },
  typing: {
    share: 8,
    act() {
      const field = usable("input[type=text]");
      if (!field) return;
      field.focus();
      field.value = one(TEXTS);
      send(field, Event, "input");
      const end = random();
      if (end < 0.6) press("Enter");
      else if (end < 0.8) press("Escape");
      else field.blur();
    },
  },
  pointer: {
    share: 10,
    act() {
      const element = usable("[data-term], canvas");
      if (!element) return;
      const at = placeOn(element);
      send(element, PointerEvent, "pointerover", at);
      send(element, PointerEvent, "pointermove", at);
      if (element.matches("canvas") && random() < 0.3) send(element, PointerEvent, "pointerdown", at);
    },
  },
};
const POT = Object.entries(KINDS).flatMap(([kind, { share }]) => Array(share).fill(kind));

/** Where the lecture stands, to see whether an action did anything to it. */
function stand() {
  const { step, round } = document.querySelector("[data-view=timeline]").dataset;
  return `${step} ${round} ${document.querySelector("[data-input=slide-learning-rate]").value}`;
}

window.wander = (actions, seed, actionsPerFrame, finish) => {
  state = seed;
  const done = {};
  let [left, moved, stood] = [actions, 0, stand()];
  requestAnimationFrame(function frame() {
    for (let n = Math.min(left, actionsPerFrame); n > 0; n--, left--) {
      const kind = one(POT);
      KINDS[kind].act();
      done[kind] = (done[kind] ?? 0) + 1;
      const stands = stand();
      if (stands !== stood) moved++;
      stood = stands;
    }
    if (left > 0) requestAnimationFrame(frame);
    else finish({ done, moved });
  });
};
