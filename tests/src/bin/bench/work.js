// Has the playground make its atlas or its map over so many rounds, and collects how long its work took: the page looks
// at the clock when the work of a frame begins and after each slice of it, so that the times of these looks tell all.
// Given are the action of the list of rounds, the rounds to begin with and those to measure.

const [action, few, rounds] = arguments;
const finish = arguments[arguments.length - 1];
const ask = window.requestAnimationFrame.bind(window);
const clock = performance.now.bind(performance);
const list = document.querySelector(`select[data-change="${action}"]`);
let [looks, work, slice] = [null, 0, 0];

performance.now = () => {
  const time = clock();
  looks?.push(time);
  return time;
};

window.requestAnimationFrame = (callback) =>
  ask((now) => {
    looks = [];
    callback(now);
    for (let place = 1; place < looks.length; place++) {
      const passed = looks[place] - looks[place - 1];
      work += passed;
      slice = Math.max(slice, passed);
    }
    looks = null;
  });

function choose(rounds) {
  list.value = String(rounds);
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

function whenComplete(then) {
  const progress = document.querySelector(".progress");
  if (progress?.dataset.complete === "true") then(Number(progress.dataset.value ?? parseInt(progress.textContent)));
  else ask(() => whenComplete(then));
}

choose(few);
whenComplete(() => {
  [work, slice] = [0, 0];
  choose(rounds);
  whenComplete((found) => {
    delete performance.now;
    window.requestAnimationFrame = ask;
    finish({ work, slice, found });
  });
});
