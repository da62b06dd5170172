import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a moment: `2024-06-28`, `2024-06-28T09:30Z`, `36h` or `7d` before now, or `beginning`. A day begins at midnight
 * UTC; a time without a zone is UTC.
 *
 * @returns ms since 1970
 */
export const since =
  (now: () => number) =>
  (text: string): number => {
    if (text === 'beginning') return 0;
    const [, count = '', unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
    if (count !== '') return now() - Number(count) * (UNITS[unit] ?? 0);
    const stated = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
    const zoned = stated?.[1] !== undefined && stated[4] === undefined ? `${text}Z` : text;
    const at = stated ? Date.parse(zoned) : Number.NaN;
    if (Number.isFinite(at)) return at;
    throw new InvalidArgumentError('write a time as 2024-06-28, 2024-06-28T09:30Z, 36h or 7d (ago), or beginning');
  };
