import { MAX_RAW_BYTES } from '@presswatch/events';
import { DAMAGES, LARGE_DAMAGES } from './damage.ts';
import type { FuzzDocument } from './document.ts';
import { createRandom, type Random } from './random.ts';
import { PACKED, WRITERS } from './writers.ts';

const MEDIA_TYPES = [
  'text/plain',
  'text/markdown',
  'text/html',
  'application/rss+xml',
  'application/json',
  'message/rfc822',
  'application/pdf',
  'application/octet-stream',
  'image/png',
] as const;
const LABELS = ['utf-8', 'utf-16', 'iso-8859-1', 'shift_jis', 'gb18030', 'utf-7', 'nonsense'] as const;

export interface CaseOptions {
  /** One in so many cases is grown up to the size limit; 0: none. */
  readonly large: number;
}

/**
 * The document of a seed: one of the format's grammar, in three of four cases damaged. Each case is a function of format
 * and seed only, so that a failure is repeated by its seed.
 */
export function documentOf(format: string, seed: number, { large }: CaseOptions): FuzzDocument {
  const random = createRandom(seed);
  const written = write(format, random);
  const packed = PACKED.has(format);
  if (random.oneIn(4)) return { format, comparable: true, damage: [], ...written };
  const { wrote: _, ...rest } = written;
  const other = () => write(random.pick(Object.keys(WRITERS) as [string, ...string[]]), random).bytes;
  let bytes = Buffer.from(written.bytes);
  const damage: string[] = [];
  const damages = [...random.several(1, 4, () => pickOf(DAMAGES, random)), ...largeDamages(seed, large)];
  for (const [name, apply] of damages) {
    damage.push(name);
    bytes = Buffer.from(apply(bytes, random, other).subarray(0, MAX_RAW_BYTES));
  }
  const labels = relabelled(random);
  return { format, ...rest, bytes, comparable: !packed && unpacked(bytes, damage), damage, ...labels };
}

/** Chosen apart, so that a seed gives the same document whether large ones are asked for or not. */
function largeDamages(seed: number, large: number) {
  const random = createRandom(~seed);
  return large > 0 && random.oneIn(large) ? [pickOf(LARGE_DAMAGES, random)] : [];
}

function write(format: string, random: Random) {
  const writer = WRITERS[format];
  if (!writer) throw new Error(`no writer for ${format}: the formats are ${Object.keys(WRITERS).join(', ')}`);
  return writer(random);
}

const pickOf = <T>(table: Readonly<Record<string, T>>, random: Random): [string, T] =>
  random.pick(Object.entries(table) as [[string, T], ...[string, T][]]);

/** What another format's document brought along may be packed. */
const unpacked = (bytes: Buffer, damage: readonly string[]): boolean =>
  !damage.some((name) => name === 'spliced' || name === 'crossed') ||
  !/%PDF-|MIME-Version|base64/i.test(bytes.toString('latin1'));

const relabelled = (random: Random): Partial<FuzzDocument> => ({
  ...(random.oneIn(6) && { mediaType: random.pick(MEDIA_TYPES) }),
  ...(random.oneIn(8) && { charset: random.pick(LABELS) }),
});
