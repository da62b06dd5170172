import type { ReaderCore } from './reader-core.ts';

export interface ReaderThreadData {
  readonly path: string;
  readonly countLimit: number | undefined;
}

/** What a reading thread can be asked. */
export type ReaderMethods = { readonly [K in keyof ReaderCore]: ReaderCore[K] };
