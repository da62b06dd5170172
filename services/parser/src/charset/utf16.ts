const SAMPLE = 8 * 1024;

/**
 * Whether bytes without a byte order mark are UTF-16: Latin letters, digits and spaces then have a zero byte, always on
 * the same side. Text with no ASCII at all is found by its label only.
 */
export function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const end = Math.min(bytes.length, SAMPLE) & ~1;
  if (end < 4 || !bytes.includes(0)) return undefined;
  let low = 0;
  let high = 0;
  for (let i = 0; i < end; i += 2) {
    if (bytes[i] === 0) high++;
    if (bytes[i + 1] === 0) low++;
  }
  const units = end / 2;
  const enough = units * 0.1;
  if (low > enough && high <= low * 0.05) return 'utf-16le';
  if (high > enough && low <= high * 0.05) return 'utf-16be';
  return undefined;
}

/** Whether decoded UTF-16 is plausible text: few lone surrogates, replacement characters, unassigned or control ones. */
export function plausible(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const odd = sample.match(/[\p{Cs}\p{Cn}\p{Co}\uFFFD]/gu)?.length ?? 0;
  const letters = sample.match(/[\p{L}\p{N}\p{P}\p{Z}\n]/gu)?.length ?? 0;
  return odd <= sample.length * 0.01 && letters >= sample.length * 0.8;
}
