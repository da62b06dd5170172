const LINE_MOST = 60;
const REACHES =
  /@|\b(?:tel|phone|fax|contacts?|investor relations|media relations|investors?|media|inquiries|enquiries|e-?mail)\b\s{0,2}[:(]|^(?:contacts?|investors?|media|press|analysts?)(?:\s(?:and|&|\/)?\s?(?:contacts?|investors?|media|press|analysts?|relations))*:?$|\+?\d[\d().\s-]{8,}|^https?:|^www\./i;

/** Whether a line tells how to reach someone, or heads lines that do. */
export const reaches = (text: string): boolean => REACHES.test(text);

/**
 * Whether the lines of a paragraph, parted by breaks, are those of an address or a contact: they stay apart, since
 * names, numbers and places run together otherwise.
 */
export const areAddress = (lines: readonly string[]): boolean =>
  lines.length > 1 && lines.every((line) => line.length <= LINE_MOST) && lines.some(reaches);
