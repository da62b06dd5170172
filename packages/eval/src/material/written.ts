import type { Facts } from './facts.ts';

/** A release written down: its text or bytes, and the body that must be read out of it, as paragraphs. */
export interface Written {
  readonly text: string | Uint8Array;
  readonly contentType: string;
  readonly url?: string;
  readonly body: readonly string[];
}

export type Writer = (facts: Facts) => Written;
