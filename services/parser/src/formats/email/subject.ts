import { fold } from '../../text/fold.ts';
import { kindNamed } from '../../text/kind.ts';

/** What mail programs put before the subject of an answer or a forwarded mail, in several languages. */
const PASSED =
  /^(?:re|aw|sv|vs|antw|rif|odp|отв|回复|答复|fwd?|wg|tr|rv|i|enc|doorst|vb|vl|pd|rv|пер|转发)\s?(?:\[\d{1,3}\])?\s?[:：]\s*/iu;
const FORWARDED = /^(?:(?:re|aw)\s?:\s*)?(?:fwd?|wg|tr|rv|enc|doorst|vb|vl|пер|转发)\s?[:：]/iu;
const TAG = /^\[([^\]]{1,60})\]\s*(?=\S)/;
const KIND = /^([\p{L}\s-]{4,40}?)\s?(?:[:|–—]|\s-\s)\s*(?=\S)/u;

/** A subject without what was put before it. */
export interface Subject {
  readonly title: string;
  /** What the taken words say of the kind. */
  readonly kinds: readonly string[];
  readonly forwarded: boolean;
}

const ROUNDS = 8;

/** Reads `Fwd: [press] Press release: Title`. A subject that names nothing but a kind is no title. */
export function readSubject(subject: string): Subject {
  const kinds: string[] = [];
  const whole = fold(subject);
  let title = whole;
  for (let round = 0; round < ROUNDS; round++) {
    const before = title;
    title = title.replace(PASSED, '');
    const tag = TAG.exec(title);
    if (tag) {
      kinds.push(tag[1] ?? '');
      title = title.slice(tag[0].length);
    }
    if (title === before) break;
  }
  const kind = KIND.exec(title);
  if (kind && kindNamed(kind[1] ?? '') !== undefined) {
    kinds.push(kind[1] ?? '');
    title = title.slice(kind[0].length);
  }
  if (kindNamed(title) !== undefined) {
    kinds.push(title);
    title = '';
  }
  return { title, kinds, forwarded: FORWARDED.test(whole) };
}
