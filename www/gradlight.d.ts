/**
 * Gradlight for other pages, notebooks and tests.
 *
 *     import { ready, train } from "./gradlight.js";
 *     await ready;
 *     train(example, 10000).cost;
 *
 * They return what the terminal program prints. A number that is not finite is `null`.
 * A faulty example throws an `Error` with the terminal's sentence, which carries the path of the fault.
 */

/** What a neuron does to its net input z. */
export type Activation = "identity" | "step" | "sigmoid" | "tanh" | "relu" | "leaky_relu" | "softmax";

/** How far the outputs are from the targets, over all outputs of one sample. */
export type Loss =
  | "half_squared_error"
  | "squared_error"
  | "mean_squared_error"
  | "binary_cross_entropy"
  | "categorical_cross_entropy";

/** Numbers in order. */
export type Numbers = number[] | Float64Array | Float32Array;

/** One layer: `weights[j]` are the incoming weights of neuron j. Without `biases` it has none. */
export interface Layer {
  activation: Activation;
  weights: Numbers[];
  biases?: Numbers;
}

/** One input with the output it should give. */
export interface Sample {
  input: Numbers;
  target: Numbers;
}

/** The example document: a network, its data and how it learns. */
export interface Example {
  format: "gradlight/example@1";
  /** Default: "". */
  title?: string;
  layers: Layer[];
  loss: Loss;
  samples: Sample[];
  learning_rate: number;
  /** Whether biases move: not at all (the default), each for itself, or one for a whole layer. */
  bias_rule?: "frozen" | "per_neuron" | "per_layer";
  /** Whether all gradients come from the old weights (the default) or each layer sees the new ones behind it. */
  update?: "simultaneous" | "sequential";
  /** The factor λ of the penalty λ/(2m)·Σw². Default: 0. */
  l2?: number;
}

/** The name of an example that is built in. */
export type BuiltIn = "two-two-two" | "two-two-one-linear" | "one-one-one" | "xor" | "three-classes";

/** The cost and its derivatives, shaped as the example's layers; `[]` for a layer without biases. */
export interface Gradient {
  cost: number | null;
  /** ∂cost/∂w as `weights[layer][neuron][input]`. */
  weights: (number | null)[][][];
  /** ∂cost/∂b as `biases[layer][neuron]`. */
  biases: (number | null)[][];
}

/** The state after the last finished update, or the last finite one of a training that diverged. */
export interface Training {
  /** `null` only where the example's own cost is not finite; so are its outputs then. */
  cost: number | null;
  /** One row of outputs for each sample. */
  outputs: (number | null)[][];
  weights: number[][][];
  biases: number[][];
  /** The round in which the cost or a parameter was no longer finite, or null. */
  diverged_at: number | null;
}

/** The four parts of a round. */
export type Phase = "forward" | "loss" | "backward" | "update";

/** One computed quantity of a round. */
export interface Step {
  /** A name that stays, as `backward.o1.delta`. */
  id: string;
  phase: Phase;
  value: number | null;
  /** The ids of the quantities that the value is computed from. */
  reads: string[];
  /** The formula with its numbers, as plain text: notation net/out, nine places after the point. */
  text: string;
}

/** Every computed number of one round for one sample. */
export interface Trace {
  round: number;
  sample: number;
  steps: Step[];
}

/** Settles when the three functions may be called. */
export const ready: Promise<void>;

/** The gradient of the cost at the example's own parameters. */
export function gradient(example: Example | BuiltIn): Gradient;

/** Trains for so many rounds (0 to 10,000,000), or until the training diverges. */
export function train(example: Example | BuiltIn, rounds: number): Training;

/**
 * One round, step by step: `round` counts from 1, `sample` from 0; the first ones if left out.
 * The round in which training diverges is the last that can be traced.
 */
export function trace(example: Example | BuiltIn, round?: number, sample?: number): Trace;
