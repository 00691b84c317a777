// The same training four times: 784-16-16-10 with ReLU and softmax, batches of 32, plain gradient descent.
// Given are the files of TensorFlow.js's WebAssembly by name, in base64. Answers once all four are ready.

const [files] = arguments;
const finish = arguments[arguments.length - 1];
const [INPUTS, HIDDEN, CLASSES, BATCH, PICTURES, RATE] = [784, 16, 10, 32, 2048, 0.01];

// Random pictures, the same in each run.
let state = 1;
const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296);
const pictures = Array.from({ length: PICTURES }, () => Float32Array.from({ length: INPUTS }, random));
const label = (place) => place % CLASSES;
let next = 0;
const advance = () => (next = (next + BATCH) % PICTURES);

function convnet() {
  const { Net, SGDTrainer, Vol } = window.convnetjs;
  const net = new Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: INPUTS },
    { type: "fc", num_neurons: HIDDEN, activation: "relu" },
    { type: "fc", num_neurons: HIDDEN, activation: "relu" },
    { type: "softmax", num_classes: CLASSES },
  ]);
  const trainer = new SGDTrainer(net, { method: "sgd", learning_rate: RATE, momentum: 0, batch_size: BATCH, l2_decay: 0 });
  // Its own kind of number, as it would make of a picture.
  const volumes = pictures.map((picture) => {
    const volume = new Vol(1, 1, INPUTS, 0);
    volume.w.set ? volume.w.set(picture) : picture.forEach((pixel, i) => (volume.w[i] = pixel));
    return volume;
  });
  return (batches) => {
    for (let batch = 0; batch < batches; batch++, advance()) {
      for (let i = 0; i < BATCH; i++) trainer.train(volumes[next + i], label(next + i));
    }
  };
}

async function tensorflow(backend) {
  const { tf } = window;
  const using = async () => {
    if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend ${backend}`);
  };
  await using();
  const layer = (inputs, neurons) => [tf.variable(tf.randomNormal([inputs, neurons], 0, 0.1)), tf.variable(tf.zeros([neurons]))];
  const layers = [layer(INPUTS, HIDDEN), layer(HIDDEN, HIDDEN), layer(HIDDEN, CLASSES)];
  const batches = [];
  for (let from = 0; from < PICTURES; from += BATCH) {
    const inputs = new Float32Array(BATCH * INPUTS);
    const targets = new Float32Array(BATCH * CLASSES);
    for (let i = 0; i < BATCH; i++) {
      inputs.set(pictures[from + i], i * INPUTS);
      targets[i * CLASSES + label(from + i)] = 1;
    }
    batches.push([tf.tensor2d(inputs, [BATCH, INPUTS]), tf.tensor2d(targets, [BATCH, CLASSES])]);
  }
  // Its core finds no gradients by itself; written out, they leave it the least to do.
  const learn = ([inputs, targets]) =>
    tf.tidy(() => {
      const [first, second, last] = layers;
      const a = tf.relu(tf.add(tf.matMul(inputs, first[0]), first[1]));
      const b = tf.relu(tf.add(tf.matMul(a, second[0]), second[1]));
      const outputs = tf.softmax(tf.add(tf.matMul(b, last[0]), last[1]));
      const deltas = [tf.sub(outputs, targets)];
      deltas.unshift(tf.mul(tf.matMul(deltas[0], last[0], false, true), tf.step(b)));
      deltas.unshift(tf.mul(tf.matMul(deltas[0], second[0], false, true), tf.step(a)));
      const share = tf.scalar(RATE / BATCH);
      [inputs, a, b].forEach((incoming, place) => {
        const [weights, biases] = layers[place];
        weights.assign(tf.sub(weights, tf.mul(share, tf.matMul(incoming, deltas[place], true, false))));
        biases.assign(tf.sub(biases, tf.mul(share, tf.sum(deltas[place], 0))));
      });
      // Read back, so that nothing is left to be done later.
      layers[2][1].dataSync();
    });
  return async (count) => {
    await using();
    for (let batch = 0; batch < count; batch++, advance()) learn(batches[next / BATCH]);
  };
}

/** Has the library find its WebAssembly where it was given. */
async function prepareWasm() {
  const bytes = (name) => Uint8Array.from(atob(files[name]), (character) => character.charCodeAt(0));
  const fetch = window.fetch;
  window.fetch = async (address) => new Response(bytes(String(address).split("/").pop()), { headers: { "Content-Type": "application/wasm" } });
  window.tf.wasm.setWasmPaths("./");
  const learner = await tensorflow("wasm");
  window.fetch = fetch;
  return learner;
}

(async () => {
  window.learners = {
    page: (batches) => void window.gradlight.trial(batches),
    convnet: convnet(),
    cpu: await tensorflow("cpu"),
    wasm: await prepareWasm(),
  };
  return "ready";
})().then(finish, (fault) => finish(String(fault.stack ?? fault)));
