export { insertBare } from './baseline.ts';
export { type BenchRelease, readReleases, recombine } from './material.ts';
export { percentile } from './percentile.ts';
export { table } from './table.ts';
