// The playground's map of two rates by hand in JavaScript, on typed arrays: what the page's own map is compared with.
// It stands on `handWritten`; its space is allocated once.

window.handWrittenMap = (example, cells, rounds) => {
  const { prepared, forward, costOf, backward, move } = window.handWritten;
  const layers = example.layers.map(prepared);
  const starts = layers.map(({ weights }) => weights.slice());
  const [input, target] = [example.samples[0].input, example.samples[0].target].map((v) => Float64Array.from(v));
  const rateAt = (cell) => 10 ** (((cell + 0.5) / cells - 0.5) * 6);
  const last = layers.slice(-1);
  const before = layers.slice(0, -1);
  let learned = 0;
  for (let row = 0; row < cells; row++) {
    const rateOfLast = rateAt(row);
    for (let column = 0; column < cells; column++) {
      const rateBefore = rateAt(column);
      layers.forEach(({ weights }, l) => weights.set(starts[l]));
      let [first, cost] = [NaN, NaN];
      for (let round = 0; round < rounds; round++) {
        cost = costOf(forward(layers, input), target);
        if (round === 0) first = cost;
        backward(layers, input, target);
        move(before, rateBefore);
        move(last, rateOfLast);
      }
      cost = costOf(forward(layers, input), target);
      if (cost < first) learned++;
    }
  }
  return learned / (cells * cells);
};
