import { type TermSink, walk, words } from './analyse.ts';
import { writeUtf8 } from './utf8.ts';

/** Terms of texts, joined by single spaces, as the full-text index takes them: no array, no string for each. */
export interface JoinedTerms {
  /** Adds the terms of a text. */
  add(text: string): void;
  /** Adds the terms of a text, if it has any; before them a mark, if there are terms already. */
  addApart(text: string, mark: string): void;
  /** What was added; begins anew. */
  take(): string;
}

const SPACE = 32;
/** What is kept between releases. */
const KEPT_BYTES = 256 * 1024;

export function createJoinedTerms(): JoinedTerms {
  let bytes = Buffer.from(new ArrayBuffer(KEPT_BYTES));
  let length = 0;
  const reserve = (more: number): void => {
    if (length + more <= bytes.length) return;
    const larger = Buffer.from(new ArrayBuffer(Math.max(bytes.length * 2, length + more)));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  };
  const sink: TermSink = {
    word: (word) => {
      const from = words.startOf(word);
      const end = words.endOf(word);
      reserve(end - from + 1);
      if (length > 0) bytes[length++] = SPACE;
      for (let i = from; i < end; i += 1) bytes[length++] = words.bytes[i] as number;
    },
    term: (term) => {
      reserve(term.length * 3 + 1);
      if (length > 0) bytes[length++] = SPACE;
      length = writeUtf8(term, bytes, length);
    },
  };
  return {
    add: (text) => walk(text, sink),
    addApart: (text, mark) => {
      const before = length;
      if (before > 0) sink.term(mark, 0, 0);
      const marked = length;
      walk(text, sink);
      if (length === marked) length = before;
    },
    take: () => {
      const text = bytes.toString('utf8', 0, length);
      length = 0;
      if (bytes.length > KEPT_BYTES) bytes = Buffer.from(new ArrayBuffer(KEPT_BYTES));
      return text;
    },
  };
}
