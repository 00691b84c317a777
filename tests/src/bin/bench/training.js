// Training written by hand in JavaScript, on typed arrays: what the page's own training is compared with.
//
// Sigmoid layers of any width, half squared error, one sample, frozen biases, every gradient from the old weights:
// the arithmetic that the opening example needs, in the same order. Its space is allocated once.

window.handWritten = (() => {
  function prepared({ weights, biases }) {
    const [neurons, inputs] = [weights.length, weights[0].length];
    return {
      inputs,
      neurons,
      weights: Float64Array.from(weights.flat()),
      biases: Float64Array.from(biases),
      a: new Float64Array(neurons),
      delta: new Float64Array(neurons),
      gradients: new Float64Array(neurons * inputs),
    };
  }

  function forward(layers, input) {
    let incoming = input;
    for (const { inputs, neurons, weights, biases, a } of layers) {
      for (let j = 0, w = 0; j < neurons; j++) {
        let z = 0;
        for (let i = 0; i < inputs; i++, w++) z += weights[w] * incoming[i];
        a[j] = 1 / (1 + Math.exp(-(z + biases[j])));
      }
      incoming = a;
    }
    return incoming;
  }

  function costOf(outputs, target) {
    let cost = 0;
    for (let k = 0; k < outputs.length; k++) {
      const miss = target[k] - outputs[k];
      cost += 0.5 * (miss * miss);
    }
    return cost;
  }

  function backward(layers, input, target) {
    for (let l = layers.length - 1; l >= 0; l--) {
      const { inputs, neurons, a, delta, gradients } = layers[l];
      const incoming = l > 0 ? layers[l - 1].a : input;
      const behind = layers[l + 1];
      for (let j = 0, w = 0; j < neurons; j++) {
        let dOut = 0;
        if (behind === undefined) dOut = a[j] - target[j];
        else for (let k = 0; k < behind.neurons; k++) dOut += behind.delta[k] * behind.weights[k * behind.inputs + j];
        delta[j] = dOut * (a[j] * (1 - a[j]));
        for (let i = 0; i < inputs; i++, w++) gradients[w] = delta[j] * incoming[i];
      }
    }
  }

  /** Moves the weights; says whether all are still finite. */
  function move(layers, rate) {
    let finite = true;
    for (const { weights, gradients } of layers) {
      for (let w = 0; w < weights.length; w++) {
        weights[w] -= rate * gradients[w];
        finite &&= Number.isFinite(weights[w]);
      }
    }
    return finite;
  }

  function nested(layers) {
    return layers.map(({ inputs, weights }) =>
      Array.from({ length: weights.length / inputs }, (_, j) => Array.from(weights.subarray(j * inputs, (j + 1) * inputs))),
    );
  }

  /** The state after so many rounds, as `gradlight.train` gives it; it stops in the round that diverges. */
  function train(example, rounds) {
    const layers = example.layers.map(prepared);
    const [input, target] = [example.samples[0].input, example.samples[0].target].map((v) => Float64Array.from(v));
    let divergedAt = null;
    for (let round = 1; round <= rounds && divergedAt === null; round++) {
      const cost = costOf(forward(layers, input), target);
      backward(layers, input, target);
      const finite = move(layers, example.learning_rate);
      if (!finite || !Number.isFinite(cost)) divergedAt = round;
    }
    const outputs = forward(layers, input);
    return {
      cost: costOf(outputs, target),
      outputs: [Array.from(outputs)],
      weights: nested(layers),
      biases: layers.map(({ biases }) => Array.from(biases)),
      diverged_at: divergedAt,
    };
  }

  return { train, prepared, forward, costOf, backward, move };
})();
