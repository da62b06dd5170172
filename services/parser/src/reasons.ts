import type { Reason } from '@presswatch/stage';

/** Why the parser refuses a release. The codes are metric labels and the codes of dead letters. */
export type ParserReason =
  | 'too-large'
  | 'empty'
  | 'binary'
  | 'unsupported-media-type'
  | 'undecodable'
  | 'no-text'
  | 'damaged'
  | 'encrypted'
  | 'not-a-release';

/** A release that cannot be read, with a sentence that says what it is and what to do next. */
export interface Refusal {
  readonly refused: Reason<ParserReason>;
}

export const refuse = (code: ParserReason, message: string): Refusal => ({ refused: { code, message } });

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
