//! The slips: what the slide has, what is right, and where it can be seen.

/// One slip.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its name in links and keys.
    pub(super) key: &'static str,
    /// The lecture.
    pub(super) lecture: &'static str,
    /// What it is about.
    pub(super) title: &'static str,
    /// What the slide has.
    pub(super) slide: &'static str,
    /// What is right.
    pub(super) right: &'static str,
    /// The address of the view or lab that shows it, and what that is called.
    pub(super) see: (&'static str, &'static str),
}

const fn row(
    (key, lecture, title): (&'static str, &'static str, &'static str),
    slide: &'static str,
    right: &'static str,
    see: (&'static str, &'static str),
) -> Row {
    Row { key, lecture, title, slide, right, see }
}

/// Every slip, the published figures first, then lecture by lecture.
pub(super) const ROWS: [Row; 17] = [
    row(
        (super::runs::KEY, "In circulation", "0.291027924 after one round"),
        "A widely read write-up of the 2-2-2 example prints 0.291027924 after one round, and the outputs 0.015912196 and 0.984065734 after 10,000.",
        "Its figures come from a program that moved the output weights first and took the hidden errors through the new ones. All gradients belong to the old weights.",
        ("#/step/two-two-two/1/update.w5?v=1&update=sequential", "the round with sequential updates"),
    ),
    row(
        ("update-sign", "L1", "The direction of the update"),
        "Weights and biases move by +α·ΔC/ΔW.",
        "Minus: w ← w − α·∂C/∂w. The gradient points uphill.",
        ("#/step/two-two-two/1/update.w5", "the update, step by step"),
    ),
    row(
        ("indices", "L1", "Which way layers are counted"),
        "Aᵢ = σ(Aᵢ₋₁Wᵢ + Bᵢ) counts forwards, Z₀ = A₁W₀ + B₀ backwards.",
        "One direction at a time. Counted back, layer 0 is the output and Aᵢ = σ(Aᵢ₊₁Wᵢ + Bᵢ).",
        ("#/step/two-two-two/1/forward.o1.net?v=1&notation=counted-back", "the round, layers counted back"),
    ),
    row(
        ("prediction", "L1", "What 43 % is"),
        "43 % is first the prediction, later the expected value.",
        "Name both. The first row of the data is malignant: its target is 1, whatever is predicted.",
        ("#/labs/tumour", "the tumour lab"),
    ),
    row(
        ("second-output", "L2", "The net input of the second output"),
        "It is labelled net_o₁.",
        "net_o₂ = w₇·out_h₁ + w₈·out_h₂ + b₂.",
        ("#/step/two-two-two/1/forward.o2.net", "net_o₂, step by step"),
    ),
    row(
        ("caption", "L2", "The second hidden neuron"),
        "Its slide is captioned “output of h1”.",
        "It is h₂: another neuron, with another output.",
        ("#/step/two-two-two/1/forward.h2.out", "out_h₂, step by step"),
    ),
    row(
        ("conventions", "L2", "The perceptron’s labels"),
        "Three conventions at once: labels 0 and 1, labels ±1; w·x > 0, and w·x ≥ 0.",
        "Pick one and state it. They differ exactly on the line.",
        ("#/labs/perceptron", "the perceptron lab"),
    ),
    row(
        ("bias-moves", "L2", "The perceptron’s bias"),
        "A wrong example moves only the weights.",
        "The bias moves too, by ±α. At x = (0, 0) nothing else can.",
        ("#/labs/perceptron?v=1&data=or&bias=stays", "OR with a bias that stays"),
    ),
    row(
        ("blame", "L2", "Who is to blame"),
        "A weight with a high ∂L/∂w contributed strongly to the error.",
        "A large |∂L/∂w|: negative derivatives count as well.",
        ("#/labs/nudge?v=1&example=two-two-two&of=weight.w7", "w₇ nudged"),
    ),
    row(
        ("ranges", "L2", "What an activation may be"),
        "σ is “any function bounded between 0 and 1”, yet tanh and ReLU follow.",
        "The sigmoid is bounded so; others have other ranges.",
        ("#/labs/activations?v=1&f=tanh", "tanh and six others"),
    ),
    row(
        ("regularisation", "L3", "What is regularised"),
        "“All weights and biases”, while the formula has weights only.",
        "Weights only, by custom: a bias does not make a function steep.",
        ("#/step/three-classes/1/loss.cost", "the cost with its penalty"),
    ),
    row(
        ("output-delta", "L3", "δ of an output"),
        "For binary cross-entropy “just a − y” on one slide, “slightly more complex” on others.",
        "With a sigmoid output it is a − y. The factor σ′ belongs to the squared error.",
        ("#/labs/cross-entropy", "the cross-entropy lab"),
    ),
    row(
        ("name", "L3", "The name of ½(y − a)²"),
        "It is called MSE.",
        "It is the half squared error; the mean squared error divides by the number of outputs instead.",
        ("#/labs/chain", "the chain lab"),
    ),
    row(
        ("fifth-term", "L3", "The fifth class’s term"),
        "−log(0.2) ≈ 0.69897, a logarithm to base 10.",
        "1.6094: the logarithm is natural, as everywhere else.",
        ("#/labs/cross-entropy?v=1&log=ten", "all five terms to base 10"),
    ),
    row(
        ("sign", "L3", "The sign of ∂C/∂a"),
        "∂C/∂a = y − a = 0.56.",
        "a − y = −0.56 for C = ½(y − a)²: raising a lowers the cost.",
        ("#/labs/chain", "the chain lab"),
    ),
    row(
        ("sgd", "L4", "Stochastic gradient descent"),
        "∇Q is called “the cost function”; SGD is said to find global minima, and to differ from GD by random starting points.",
        "∇Q is the gradient of the cost. SGD promises no global minimum; random starts are initialisation. It differs by its batches: each has a gradient of its own.",
        ("#/rate/xor?v=1&panel=data", "batches in the Rate view"),
    ),
    row(
        ("several", "L4", "Several right classes"),
        "Categorical cross-entropy “can have several correct classes”.",
        "Several right classes need a yes/no term each: binary cross-entropy per output. Softmax cannot say yes twice.",
        ("#/labs/cross-entropy?v=1&y=01001", "two right classes"),
    ),
];
