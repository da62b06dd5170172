/** Zeros of the decimal digits that dates are written in: Arabic, Persian, Devanagari, Bengali, Thai, full width. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];
const FOREIGN = /[٠-٩۰-۹०-९০-৯๐-๙０-９]/gu;

/** A text with all decimal digits as 0 to 9; every character stays at its place. */
export function asciiDigits(text: string): string {
  return text.replace(FOREIGN, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = ZEROS.find((start) => code >= start && code < start + 10) ?? code;
    return String(code - zero);
  });
}
