import { LOCALE } from './times.ts';

const numbers = new Intl.NumberFormat(LOCALE);

export const showCount = (count: number): string => numbers.format(count);

/** `1 release`, `2,000 releases`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${showCount(count)} ${count === 1 ? one : many}`;

/** `812 bytes`, `14 KB`, `2.1 MB`. */
export function showSize(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
