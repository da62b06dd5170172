import { MAX_RAW_BYTES } from '@presswatch/events';
import type { Random } from './random.ts';

/** Changes a document's bytes; what it gives is cut to the size limit by the caller. */
type Damage = (bytes: Buffer, random: Random, other: () => Uint8Array) => Buffer;

/** Bits of every format's grammar, where damage hurts most. */
const TOKENS = [
  ...['<', '>', '</', '/>', '<!--', '-->', '<![CDATA[', ']]>', '<!DOCTYPE', '<!ENTITY a "b">', '<?', '?>', '&', '&#'],
  ...['&#x110000;', '&amp;amp;', '&nbsp;', '<p>', '</p>', '<div>', '</div>', '<table>', '<tr><td>', '<script>', '<b>'],
  ...['<svg>', '<template>', '<title>', '</title>', '<item>', '</item>', '<entry>', '<TEXT>', '</TEXT>', '<DOCUMENT>'],
  ...['{', '}', '[', ']', '"', '\\', '\\u', '\\ud800', ':', ',', 'null', '[[[[', '{"a":', '"details":', '---', '```'],
  ...['# ', '> ', '- ', '1. ', '|', '**', '_', '[a](', '![', '\n', '\r', '\r\n', '\n\n', '\t', ' ', '\u0000', '\uFEFF'],
  ...[
    '=?utf-8?B?',
    '?=',
    '=\r\n',
    '=3D',
    'Content-Type: ',
    'boundary=',
    '--b',
    'multipart/mixed',
    'base64',
    'Subject: ',
  ],
  ...['obj', 'endobj', 'stream', 'endstream', 'xref', 'trailer', 'startxref', '<<', '>>', '/Filter', '/Length', ' R'],
  ...[
    '| Statement | ',
    'Distributed by ',
    ' -- ',
    '###',
    'Contact:',
    'About ',
    '(NYSE: ',
    '“',
    '”',
    '\u200D',
    '\u202E',
  ],
] as const;
const OPENERS = [
  '<div>',
  '<b>',
  '<ul><li>',
  '<table><tr><td>',
  '<a>',
  '[',
  '{"a":',
  '> ',
  '[a](',
  '**a _',
  '(',
  '<<',
  '- ',
] as const;
const NUMBERS = [
  '99999999999999999999',
  '-1',
  '0',
  '1e999',
  '31/02/2024',
  '2024-13-45',
  '9999-12-31T99:99:99Z',
  '4294967296',
] as const;
const CHARSETS = ['utf-16le', 'latin1', 'utf-16le', 'ascii'] as const;

const place = (bytes: Buffer, random: Random): number => random.below(bytes.length + 1);
const span = (bytes: Buffer, random: Random, most: number): [number, number] => {
  const start = place(bytes, random);
  return [start, Math.min(bytes.length, start + random.below(most))];
};
const put = (bytes: Buffer, at: number, what: Uint8Array, drop = 0): Buffer =>
  Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at + drop)]);

export const DAMAGES: Readonly<Record<string, Damage>> = {
  'flipped-bytes': (bytes, random) => {
    const out = Buffer.from(bytes);
    for (let i = random.between(1, 8); i > 0 && out.length > 0; i--) out[random.below(out.length)] = random.below(256);
    return out;
  },
  cut: (bytes, random) => {
    const [start, end] = span(bytes, random, 200);
    return put(bytes, start, Buffer.alloc(0), end - start);
  },
  truncated: (bytes, random) => bytes.subarray(0, place(bytes, random)),
  doubled: (bytes, random) => {
    const [start, end] = span(bytes, random, 400);
    return put(bytes, start, bytes.subarray(start, end));
  },
  repeated: (bytes, random) => {
    const [start, end] = span(bytes, random, 60);
    return put(bytes, start, repeat(bytes.subarray(start, end), random.between(10, 2_000)));
  },
  token: (bytes, random) => put(bytes, place(bytes, random), Buffer.from(random.pick(TOKENS))),
  tokens: (bytes, random) => {
    const tokens = random.several(2, 30, () => random.pick(TOKENS)).join('');
    return put(bytes, place(bytes, random), Buffer.from(tokens));
  },
  nested: (bytes, random) =>
    put(bytes, place(bytes, random), Buffer.from(random.pick(OPENERS).repeat(random.between(10, 3_000)))),
  number: (bytes, random) => {
    const text = bytes.toString('latin1');
    const digits = [...text.matchAll(/\d+/g)];
    const found = digits[random.below(digits.length)];
    const at = found?.index ?? place(bytes, random);
    return put(bytes, at, Buffer.from(random.pick(NUMBERS)), found?.[0].length ?? 0);
  },
  recoded: (bytes, random) => Buffer.from(bytes.toString('utf8'), random.pick(CHARSETS)),
  spliced: (bytes, random, other) => {
    const foreign = Buffer.from(other());
    const [start, end] = span(foreign, random, foreign.length);
    return put(bytes, place(bytes, random), foreign.subarray(start, end));
  },
  crossed: (bytes, random, other) => {
    const foreign = Buffer.from(other());
    return Buffer.concat([bytes.subarray(0, place(bytes, random)), foreign.subarray(place(foreign, random))]);
  },
  'line-ends': (bytes, random) =>
    Buffer.from(bytes.toString('latin1').replaceAll('\n', random.pick(['\r\n', '\r', ' ', '\n\n', ''])), 'latin1'),
};

/** Seldom, since each takes seconds: what grows a document to the size limit. */
export const LARGE_DAMAGES: Readonly<Record<string, Damage>> = {
  'nested-deep': (bytes, random) =>
    put(bytes, place(bytes, random), Buffer.from(random.pick(OPENERS).repeat(random.between(10_000, 200_000)))),
  'repeated-to-the-limit': (bytes, random) => {
    const [start, end] = span(bytes, random, random.pick([3, 60, 2_000, bytes.length + 1]));
    const part = bytes.subarray(start, end);
    const room = random.between(1, MAX_RAW_BYTES) - bytes.length;
    return put(bytes, start, repeat(part, part.length === 0 ? 0 : Math.max(0, Math.floor(room / part.length))));
  },
  'tokens-to-the-limit': (bytes, random) => {
    const tokens = random.several(1, 6, () => random.pick(TOKENS)).join('');
    return put(bytes, place(bytes, random), Buffer.from(tokens.repeat(random.between(10_000, 300_000))));
  },
};

const repeat = (part: Uint8Array, times: number): Buffer =>
  Buffer.alloc(part.length * times, part.length === 0 ? 0 : part);
