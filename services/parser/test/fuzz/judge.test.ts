import type { ParsedReleasePresent, RawRelease } from '@presswatch/events';
import { emit, reject } from '@presswatch/stage/outcome';
import { describe, expect, it } from 'vitest';
import { create } from '../../src/stage.ts';
import { documentOf } from './case.ts';
import { type FuzzDocument, utf8 } from './document.ts';
import { judge, judgeEnriched } from './judge.ts';
import type { Subject } from './subject.ts';

const document: FuzzDocument = {
  format: 'plain-text',
  mediaType: 'text/plain',
  bytes: utf8('Ferry fares fall\n\nFares fall by a tenth on Monday, says the café.'),
  comparable: true,
  damage: [],
};
const real = create();

/** The parser with one thing wrong. */
const broken = (change: (release: ParsedReleasePresent, raw: RawRelease) => ParsedReleasePresent): Subject => ({
  parse: async (raw, ctx) => {
    const outcome = await real(raw, ctx);
    const event = outcome.kind === 'emit' ? outcome.events[0] : undefined;
    return event?.state === 'present' ? emit(change(event, raw)) : outcome;
  },
});
const invariantOf = async (subject: Subject, of = document) => (await judge(of, subject))?.invariant;

describe('each guard notices what it guards', () => {
  it('nothing, where all is well', async () => {
    expect(await judge(document, { parse: real })).toBeUndefined();
  });

  it.each<[string, Subject]>([
    [
      'throws',
      {
        parse: () => {
          throw new TypeError('x is undefined');
        },
      },
    ],
    ['throws', { parse: () => Promise.reject(new RangeError('too deep')) }],
    ['outcome', { parse: () => ({ kind: 'skip', reason: { code: 'bored', message: 'No.' } }) }],
    ['outcome', { parse: () => emit() }],
    ['schema', broken((release) => ({ ...release, body: [{ kind: 'paragraph', text: '' }] }))],
    ['schema', broken((release) => ({ ...release, title: 'Ferry '.repeat(1_000) }))],
    ['reason', { parse: () => reject('unheard-of', 'No.') }],
    ['unread', { parse: () => reject('binary', 'The bytes are no text.') }],
    ['idempotent', counting()],
    ['invents', broken((release) => ({ ...release, title: `${release.title} tomorrow` }))],
    ['invents', broken((release) => ({ ...release, body: [{ kind: 'paragraph', text: 'Fares rise.' }] }))],
    ['invents', broken((release) => ({ ...release, issuer: { name: 'Island Ferries', from: 'guess' } }))],
    ['invents', broken((release) => ({ ...release, contacts: [{ emails: ['press@a.example'], phones: [] }] }))],
    ['invents', broken((release) => ({ ...release, dateline: { stated: 'LUND, Sweden' } }))],
  ])('%s', async (invariant, subject) => {
    expect(await invariantOf(subject)).toBe(invariant);
  });

  function counting(): Subject {
    let count = 0;
    return broken((release) => ({ ...release, parserVersion: String(count++) }));
  }

  it('invents: a word of a packed format that nobody wrote', async () => {
    const mail = documentOf('email', 4, { large: 0 });
    const wrote = 'Ferry fares fall';
    const parse: Subject = broken((release) => ({ ...release, title: 'Ferry fares rise', body: [] }));
    expect(await invariantOf(parse, { ...document, format: 'email', wrote })).toBe('invents');
    expect(mail.format).toBe('email');
  });

  it('takes words that references, escapes and tags are read out of', async () => {
    const html = '<p>Caf&eacute; &amp;amp; fa<b>res</b> fell <!-- x -->to<i class="y">day</i></p>';
    for (const title of ['Café fares', 'today']) {
      const subject = broken((release) => ({ ...release, title, body: [] }));
      expect(await invariantOf(subject, { ...document, mediaType: 'text/html', bytes: utf8(html) })).toBeUndefined();
    }
  });
});

describe('offsets', () => {
  const enriched = async (mention: { start: number; end: number; entity: number }) => {
    const outcome = await real({ ...(await rawRelease()), mediaType: 'text/plain' }, {
      now: Date.UTC(2025, 0, 15),
    } as Parameters<typeof real>[1]);
    const release = outcome.kind === 'emit' ? outcome.events[0] : undefined;
    return judgeEnriched(
      emit({
        ...release,
        enricherVersion: '1',
        gazetteerVersion: '1',
        entities: [{ type: 'ORG', name: 'Ferry' }],
        mentions: [{ by: 'test', ...mention }],
        countries: [],
        topics: [],
        fingerprint: '0'.repeat(16),
      }),
    );
  };
  const rawRelease = async () => (await import('../raw-of.ts')).rawOf('🚢 Ferry fares fall');

  it.each([
    ['in the text', { start: 3, end: 8, entity: 0 }, undefined],
    ['beyond its end', { start: 3, end: 1_000, entity: 0 }, 'offsets'],
    ['empty', { start: 3, end: 3, entity: 0 }, 'offsets'],
    ['on half a character', { start: 1, end: 8, entity: 0 }, 'offsets'],
    ['of white space', { start: 2, end: 3, entity: 0 }, 'offsets'],
    ['of no entity', { start: 3, end: 8, entity: 1 }, 'offsets'],
    ['before its beginning', { start: -1, end: 8, entity: 0 }, 'schema'],
  ])('a mention %s', async (_, mention, invariant) => {
    expect((await enriched(mention))?.invariant).toBe(invariant);
  });
});
