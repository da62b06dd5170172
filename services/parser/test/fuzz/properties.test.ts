import { FORMATS } from '@presswatch/events';
import { describe, expect, it } from 'vitest';
import { create } from '../../src/stage.ts';
import { documentOf } from './case.ts';
import { judge } from './judge.ts';
import type { Subject } from './subject.ts';
import { WRITERS } from './writers.ts';

const SEED = 20_240_628;
const CASES = 200;

it('every format has a writer', () => {
  expect(Object.keys(WRITERS).sort()).toEqual([...FORMATS].sort());
});

// What fails here comes again with: npm run fuzz -- --format FORMAT --seed SEED --cases 1
describe.each(FORMATS)('%s', (format) => {
  it('throws at no document, emits what fits the schema, gives known reasons, repeats itself, invents no word', async () => {
    const subject = { parse: create() };
    for (let seed = SEED; seed < SEED + CASES; seed++) {
      const document = documentOf(format, seed, { large: 0 });
      const violation = await judge(document, subject);
      expect(violation && { format, seed, damage: document.damage, ...violation }).toBeUndefined();
    }
  });

  it('reads valid documents as what they are', async () => {
    const parse = create();
    const read: string[] = [];
    const reading: Subject['parse'] = async (raw, ctx) => {
      const outcome = await parse(raw, ctx);
      const event = outcome.kind === 'emit' ? outcome.events[0] : undefined;
      if (event?.state === 'present') read.push(event.format);
      return outcome;
    };
    for (let seed = SEED; seed < SEED + 60; seed++) {
      const document = documentOf(format, seed, { large: 0 });
      if (document.damage.length === 0) expect(await judge(document, { parse: reading })).toBeUndefined();
    }
    // A stamp may be missing its issuer, text may look like Markdown: most, not all.
    expect(read.filter((name) => name === format).length).toBeGreaterThan(read.length * 0.6);
  });
});
