export { insertBare } from './baseline.ts';
export { type BulkBody, createBulkPacker, sendBulks } from './bulk-limit.ts';
export { slopeOf } from './least-squares.ts';
export { type BenchRelease, readReleases, recombine } from './material.ts';
export { percentile } from './percentile.ts';
export { table } from './table.ts';
