import type { Random } from './random.ts';

/** A document to be read, and how it is labelled. */
export interface FuzzDocument {
  /** The format whose grammar it was made by. */
  readonly format: string;
  readonly mediaType: string;
  readonly charset?: string;
  readonly bytes: Uint8Array;
  /**
   * What the writer wrote, where the bytes cannot be compared with the words read: they are packed. Absent once the
   * bytes were damaged, which may change words.
   */
  readonly wrote?: string;
  /** The words read must occur in what was written; not so once packed bytes were damaged. */
  readonly comparable: boolean;
  /** What was done to it after it was written. */
  readonly damage: readonly string[];
}

/** Writes a valid document of one format. */
export type Writer = (random: Random) => Pick<FuzzDocument, 'mediaType' | 'bytes' | 'wrote' | 'charset'>;

export const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
