import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../test/fuzz/document.ts';
import { judge } from '../test/fuzz/judge.ts';
import { create } from './stage.ts';

const TYPES = [
  'text/plain',
  'text/markdown',
  'text/html',
  'application/rss+xml',
  'application/feed+json',
  'application/json',
  'message/rfc822',
  'application/pdf',
  'application/octet-stream',
];
const formats = new URL('./formats/', import.meta.url);
const fixtures = readdirSync(formats, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.includes('testdata/') && /\.[a-z0-9]+$/.test(file) && !file.endsWith('.expected.json'))
  .sort()
  .map((file) => readFileSync(new URL(file, formats)));

const subject = { parse: create() };

/** Everything that holds for any document: see judge.ts. */
async function take(bytes: Uint8Array, mediaType: string, comparable = true): Promise<void> {
  const document = { format: 'any', mediaType, bytes, comparable, damage: ['made up'] };
  expect(await judge(document, subject)).toBeUndefined();
}

const type = fc.constantFrom(...TYPES);
const edits = fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.uint8Array({ maxLength: 12 })), {
  minLength: 1,
  maxLength: 8,
});
const damaged = fc
  .tuple(fc.constantFrom(...fixtures), edits)
  .map(([bytes, all]) =>
    all.reduce<Buffer>((now, [at, drop, put]) => splice(now, at % (now.length + 1), drop, put), bytes),
  );

const splice = (bytes: Buffer, at: number, drop: number, put: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + drop)]);

const snippet = fc.constantFrom(
  ...'<p>|</p>|<div>|</div>|<br>|<li>|<table><tr><td>|<script>|<!--|-->|# |- |> |```|\n\n|\n|  |28 June 2024|06/28/2024 | Press release|Distributed by X on |---|title: |word |Ünï |文字|[a](http://x.example) |&amp;|"|{|}|<![CDATA[|<DOCUMENT><TYPE>EX-99.1\n<TEXT>|Subject: |Content-Type: |%PDF-1.4\n|LUND, June 28, 2024 -- |(NYSE: AB)|About X|Contact: '.split(
    '|',
  ),
);

/** Test runs that need a second each are few: npm run fuzz tries many more. */
describe('the parser', () => {
  it('takes random bytes', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), type, (bytes, label) => take(bytes, label));
    await fc.assert(property, { seed: 11, numRuns: 300 });
  });

  it('takes random markup', async () => {
    const text = fc.array(snippet, { maxLength: 60 }).map((parts) => utf8(parts.join('')));
    const property = fc.asyncProperty(text, type, (bytes, label) => take(bytes, label));
    await fc.assert(property, { seed: 12, numRuns: 300 });
  });

  it('takes damaged releases of every format', async () => {
    // Words of mail and PDF are packed: they cannot be compared with damaged bytes.
    const property = fc.asyncProperty(damaged, type, (bytes, label) => take(bytes, label, false));
    await fc.assert(property, { seed: 13, numRuns: 250 });
  });
});
