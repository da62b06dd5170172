import { BITS } from '../entities/model/features.ts';

/** The features of one example, as slots of weights with the group each belongs to. */
export interface Instance {
  readonly slots: Int32Array;
  readonly groups: Uint8Array;
  readonly label: number;
  readonly weight: number;
}

/** A generator of numbers in [0, 1) from a seed (G. Marsaglia, Xorshift RNGs, 2003). */
export function randomFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export interface Training {
  readonly classes: number;
  readonly epochs: number;
  readonly seed: number;
  /** How often, of 1, a group of features is left out of an example. */
  readonly leaveOut: readonly number[];
}

/**
 * Multinomial logistic regression by stochastic gradient descent with AdaGrad steps (J. Duchi and others, Adaptive
 * subgradient methods, JMLR 2011). Groups of features are left out at random, so that no group is leant on alone.
 * @returns weights by slot, then class
 */
export function trainLogistic(instances: readonly Instance[], training: Training): Float32Array {
  const { classes, epochs, seed, leaveOut } = training;
  const weights = new Float32Array((1 << BITS) * classes);
  const squares = new Float32Array(weights.length).fill(1e-2);
  const random = randomFrom(seed);
  const order = Uint32Array.from(instances, (_, i) => i);
  const scores = new Float64Array(classes);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const instance = instances[index];
      if (instance === undefined) continue;
      const out = leaveOut.map((share) => random() < share);
      step(weights, squares, instance, out, scores);
    }
  }
  return weights;
}

const RATE = 0.15;
const DECAY = 1e-6;

function step(
  weights: Float32Array,
  squares: Float32Array,
  { slots, groups, label, weight }: Instance,
  out: readonly boolean[],
  scores: Float64Array,
): void {
  const classes = scores.length;
  const used = slots.filter((_, i) => out[groups[i] ?? 0] !== true);
  scores.fill(0);
  for (const slot of used) {
    for (let c = 0; c < classes; c++) scores[c] = (scores[c] ?? 0) + (weights[slot * classes + c] ?? 0);
  }
  softmax(scores);
  for (const slot of used) {
    for (let c = 0; c < classes; c++) {
      const at = slot * classes + c;
      const gradient = ((scores[c] ?? 0) - (c === label ? 1 : 0)) * weight + DECAY * (weights[at] ?? 0);
      squares[at] = (squares[at] ?? 0) + gradient * gradient;
      weights[at] = (weights[at] ?? 0) - (RATE * gradient) / Math.sqrt(squares[at] ?? 1);
    }
  }
}

function softmax(scores: Float64Array): void {
  const top = Math.max(...scores);
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp((scores[c] ?? 0) - top);
    sum += scores[c] ?? 0;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) / sum;
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = held;
  }
}
