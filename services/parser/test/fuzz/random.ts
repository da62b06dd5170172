/** A source of choices that a seed decides: the same seed, the same choices, on every machine. */
export interface Random {
  /** A whole number from 0 up to, but not including, `below`. */
  readonly below: (below: number) => number;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  readonly pick: <T>(values: readonly [T, ...T[]]) => T;
  /** True in one of `n` cases. */
  readonly oneIn: (n: number) => boolean;
  /** As many as `between` says. */
  readonly several: <T>(least: number, most: number, make: () => T) => T[];
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, enough to vary documents. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  const between = (least: number, most: number): number => least + below(most - least + 1);
  return {
    below,
    between,
    pick: (values) => values[below(values.length)] ?? values[0],
    oneIn: (n) => below(n) === 0,
    several: (least, most, make) => Array.from({ length: between(least, most) }, make),
  };
}
