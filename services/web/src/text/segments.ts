/** A stretch of text that something is said of. */
export interface Mark<T> {
  /** UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly what: T;
}

/** A stretch of text as it is drawn. */
export interface Segment<T> {
  readonly text: string;
  readonly mark?: Mark<T>;
}

/**
 * Cuts a text at its marks. Of marks that overlap the one that begins first counts, of those the longest; what does not
 * fit the text is left out, and no letter of two units is cut.
 */
export function segmentsOf<T>(text: string, marks: readonly Mark<T>[]): Segment<T>[] {
  const segments: Segment<T>[] = [];
  let at = 0;
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start < at || mark.end <= mark.start || mark.end > text.length) continue;
    if (cutsLetter(text, mark.start) || cutsLetter(text, mark.end)) continue;
    if (mark.start > at) segments.push({ text: text.slice(at, mark.start) });
    segments.push({ text: text.slice(mark.start, mark.end), mark });
    at = mark.end;
  }
  if (at < text.length) segments.push({ text: text.slice(at) });
  return segments;
}

const cutsLetter = (text: string, at: number): boolean =>
  /[\uDC00-\uDFFF]/.test(text[at] ?? '') && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '');

/** Where each part of a release begins in the text that mentions count in: the title first, then the blocks. */
export function offsetsOf(title: string, body: readonly { readonly text: string }[]): number[] {
  const offsets = [0];
  let at = title.length + 2;
  for (const { text } of body) {
    offsets.push(at);
    at += text.length + 2;
  }
  return offsets;
}
