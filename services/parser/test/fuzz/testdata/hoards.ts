/** A stage that keeps everything. */
export const create = () => () => {
  const hoard: number[][] = [];
  for (;;) hoard.push(Array.from({ length: 10_000 }, (_, i) => i * 1.5));
};
