// The same training by ConvNetJS: spirals, 8-8-8 with tanh and softmax, batches of 10, plain gradient descent.

window.spirals = ((points) => {
  const { Net, SGDTrainer, Vol } = window.convnetjs;
  const net = new Net();
  const hidden = { type: "fc", num_neurons: 8, activation: "tanh" };
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: 2 },
    { ...hidden },
    { ...hidden },
    { ...hidden },
    { type: "softmax", num_classes: 2 },
  ]);
  const trainer = new SGDTrainer(net, { method: "sgd", learning_rate: 0.1, momentum: 0, batch_size: 10, l2_decay: 0 });
  const samples = Array.from({ length: points }, (_, number) => {
    const label = number % 2;
    const turn = 2.5 * Math.PI * (number / points);
    const radius = (label ? -1 : 1) * (0.15 + 1.65 * (number / points));
    const place = new Vol(1, 1, 2, 0);
    place.w[0] = radius * Math.cos(turn);
    place.w[1] = radius * Math.sin(turn);
    return { place, label };
  });
  return (epochs) => {
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (const { place, label } of samples) trainer.train(place, label);
    }
  };
})(arguments[0]);
