import { readFileSync } from 'node:fs';
import {
  type EnrichedReleasePresent,
  enrichedReleaseSchema,
  type ParsedReleasePresent,
  releaseText,
} from '@presswatch/events';
import { loadSnapshot } from '@presswatch/gazetteer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enrichRelease } from './enrich-release.ts';
import { defaultGazetteerFolder } from './index.ts';

const snapshot = loadSnapshot([defaultGazetteerFolder]);

const parsed = (title: string, paragraphs: readonly string[], issuer?: string): ParsedReleasePresent => ({
  state: 'present',
  releaseId: '0'.repeat(32),
  capture: { fetchedAt: 1_720_000_000_000, sha256: '0'.repeat(64) },
  source: { id: 'test', kind: 'folder' },
  aliases: [],
  format: 'plain-text',
  parserVersion: '1',
  title,
  kind: 'press-release',
  ...(issuer === undefined ? {} : { issuer: { name: issuer, from: 'test' } }),
  body: paragraphs.map((text) => ({ kind: 'paragraph', text })),
  links: [],
  contentHash: '0'.repeat(64),
});

const enrich = (release: ParsedReleasePresent): EnrichedReleasePresent => {
  const enriched = enrichRelease(release, snapshot);
  if (enriched.state !== 'present') throw new Error('a present release came back removed');
  return enriched;
};

/** The words of the mentions of each entity, by type and name. */
function found(release: ParsedReleasePresent): Record<string, string[]> {
  const { entities, mentions } = enrich(release);
  const text = releaseText(release);
  const all: Record<string, string[]> = {};
  for (const { start, end, entity } of mentions) {
    const of = entities[entity];
    const key = `${of?.type} ${of?.name}`;
    all[key] = [...(all[key] ?? []), text.slice(start, end)];
  }
  return all;
}

describe('a release of megabytes', () => {
  const words = 'Paul Keller of Acme Holdings met Ines Moreau in Oslo. ';

  it('is read for names at its beginning, and says so', () => {
    const release = parsed(
      'Meetings',
      Array.from({ length: 60 }, () => words.repeat(400)),
    );
    const { mentions, entities, namedTo = 0 } = enrich(release);
    expect(mentions).toHaveLength(20_000);
    expect(namedTo).toBe(mentions.at(-1)?.end);
    expect(Math.max(...mentions.map(({ entity }) => entity))).toBe(entities.length - 1);
  });

  it('is read to a bound where it names little', () => {
    const { mentions, namedTo = 0 } = enrich(parsed('Notes', ['and so it went on. '.repeat(120_000) + words]));
    expect(mentions).toEqual([]);
    expect(namedTo).toBeGreaterThan(900_000);
    expect(namedTo).toBeLessThanOrEqual(1_000_000);
  });

  it('is read as a whole below the bound', () => {
    expect(enrich(parsed('Meetings', [words.repeat(300)])).namedTo).toBeUndefined();
  });
});

describe('enrichRelease over the seed release', () => {
  const file = new URL('../../../seeds/releases/000_201ff5ad7eabcb6d.txt', import.meta.url);
  const [issuer = '', , title = '', ...body] = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n\s*\r?\n/);
  const release = parsed(title, body, issuer);
  const all = found(release);

  it('finds the people, bodies, places and instruments', () => {
    expect(new Set(all['ORG United Nations Security Council'])).toEqual(new Set(['UN Security Council', 'Council']));
    expect(all['ORG United Nations Security Council']).toHaveLength(5);
    expect(all['PERSON Vladimir Putin']).toEqual(['Putin']);
    expect(all['PERSON Kim Jong-Un']).toEqual(['Kim Jong-Un']);
    expect(all['ORG 1718 Panel of Experts']).toEqual(['1718 Panel of Experts']);
    expect(all['INSTRUMENT United Nations Security Council Resolutions']).toEqual(['UNSCR']);
    expect(all['INSTRUMENT United Nations Charter']).toEqual(['UN Charter']);
    expect(all['PLACE Kharkiv']).toEqual(['Kharkiv']);
    expect(all['PLACE Pyongyang']).toEqual(['Pyongyang']);
    expect(new Set(all['PLACE North Korea'])).toEqual(new Set(['North Korea', 'DPRK']));
  });

  it('finds the countries and the topics', () => {
    const { countries, topics, entities } = enrich(release);
    expect([...countries].sort()).toEqual(['GB', 'KP', 'RU', 'UA']);
    expect(topics.map((topic) => topic.name)).toEqual(
      expect.arrayContaining(['sanctions', 'arms', 'non-proliferation']),
    );
    expect(entities).toContainEqual({ type: 'DEMONYM', name: 'Ukrainian', iso2: 'UA', wikidata: 'Q212' });
  });

  it('gives what the schema of the event asks for', () => {
    expect(enrichedReleaseSchema.safeParse(enrich(release)).success).toBe(true);
  });
});

describe('enrichRelease over a release of the same form with other names', () => {
  const release = parsed(
    'Belgium will counter Iranian attempts to buy drones from Belarus: Belgian statement at the UN Security Council',
    [
      'Since 2011, this Council has adopted resolutions on the DRC. The 1267 Monitoring Team and the 1591 Committee reported to the Council; UNSCR 2397 and resolution 1718 (2006) apply.',
      'During President Macron’s visit to Odesa with Foreign Minister Oyelaran Brightwater, Xi Jinping praised the arms embargo.',
      'Turkish drones hit Kryvyi Rih in breach of the Geneva Conventions, the Paris Agreement and the Harbour Safety Act 2023.',
    ],
    'Ministry of Rivers and Harbours',
  );
  const all = found(release);

  it('finds them by the same rules', () => {
    expect(all['ORG United Nations Security Council']).toEqual(['UN Security Council', 'Council', 'Council']);
    expect(all['ORG 1267 Monitoring Team']).toHaveLength(1);
    expect(all['ORG 1591 Committee']).toHaveLength(1);
    expect(all['INSTRUMENT UNSCR 2397']).toHaveLength(1);
    expect(all['INSTRUMENT resolution 1718']).toHaveLength(1);
    expect(all['PERSON Emmanuel Macron']).toEqual(['Macron']);
    expect(all['PERSON Oyelaran Brightwater']).toHaveLength(1);
    expect(all['PLACE Odesa']).toHaveLength(1);
    expect(all['INSTRUMENT Harbour Safety Act 2023']).toHaveLength(1);
    expect([...enrich(release).countries].sort()).toEqual(['BE', 'BY', 'CD', 'IR', 'TR']);
  });
});

describe('enrichRelease', () => {
  it('lets a removed release pass as it is', () => {
    const { releaseId, capture, source, aliases } = parsed('x', []);
    const removed = { state: 'removed', releaseId, capture, source, aliases, reason: 'gone' } as const;
    expect(enrichRelease(removed, snapshot)).toBe(removed);
  });

  it('says which list or rule found what', () => {
    const lines: string[] = [];
    enrichRelease(parsed('News', ['Minister Ada Quill spoke in Kyiv.']), snapshot, (line) => lines.push(line));
    expect(lines).toEqual([
      '15-24 "Ada Quill": PERSON Ada Quill by person-title',
      '34-38 "Kyiv": PLACE Kyiv by dictionary:cities',
    ]);
  });

  it('marks the mentions in boilerplate with the part of their block', () => {
    const release = parsed('Kyiv mill opens', ['Ada Quill spoke in Kyiv.', 'Kyiv Mills Ltd is old.', 'Ask Ada Quill.']);
    const body = release.body.map((block, i) => ({
      ...block,
      ...(i === 0 ? {} : { part: i === 1 ? 'about' : 'contact' }),
    }));
    const { mentions } = enrich({ ...release, body });
    const text = releaseText(release);
    const parts = mentions.map(({ start, end, part }) => [text.slice(start, end), part]);
    expect(parts).toEqual([
      ['Kyiv', undefined],
      ['Ada Quill', undefined],
      ['Kyiv', undefined],
      ['Kyiv Mills Ltd', 'about'],
      ['Ada Quill', 'contact'],
    ]);
  });

  it('keeps fields it does not know', () => {
    expect(enrich({ ...parsed('News', []), later: 1 })).toMatchObject({ later: 1 });
  });

  const pieces = fc.constantFrom(
    ...'The President|Putin|Jane Doe|UN Security Council|this Council|Acme Ltd.|(ACME)|U.S.|’s|, Inc.|said|Ministry of|and|of|Act 2021|resolution|1718|Panel of Experts|\n\n|\n|.|"|—|Kim Jong-Un|é|😀|\ud800|DPRK|in|v.|Smith, Jr.|Regulation (EU) 2016/679|SPRINGFIELD, Ill., May 3|/|@|Acme Ltd announces|Acme.com|“Saw Days”|AcmeView™|(R)|Award|de la|Universidad de|l’Université de|Contact DetailsAcme|18 U.S.C. § 1343|H.R. 12|45-year-old|, PhD|* Ada Quill|European Zelkanta|v2|heroin|株式会社'.split(
      '|',
    ),
  );

  it('never throws, and gives mentions that lie in the text, in order, apart, each of an entity', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(
        text,
        fc.array(text, { maxLength: 3 }),
        fc.option(text, { nil: undefined }),
        (title, body, issuer) => {
          const release = parsed(title, body, issuer);
          const { mentions, entities, fingerprint } = enrich(release);
          const all = releaseText(release);
          let before = 0;
          for (const { start, end, entity } of mentions) {
            expect(start).toBeGreaterThanOrEqual(before);
            expect(end).toBeGreaterThan(start);
            expect(all.slice(start, end)).toMatch(/^[^\s].*[^\s]$|^[^\s]$/su);
            expect(entities[entity]?.name).toBeTruthy();
            before = end;
          }
          expect(before).toBeLessThanOrEqual(all.length);
          expect(new Set(mentions.map((mention) => mention.entity)).size).toBe(entities.length);
          expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes no more than some time a word, however long the text', () => {
    const piece =
      'Acme Ltd announces “Saw Days”. Ada Quill, 43, of Zelkanta Mills, saw European Zelkanta, Borealix and Cindramo at 18 U.S.C. § 1343. ';
    /** The least of several readings of the processor’s time, in µs. */
    const costOf = (times: number): number => {
      const release = parsed('Acme', [piece.repeat(times), 'Ada Quill\n'.repeat(times), 'Of '.repeat(times)]);
      const costs = [1, 2, 3].map(() => {
        const before = process.cpuUsage();
        enrich(release);
        return process.cpuUsage(before).user;
      });
      return Math.min(...costs);
    };
    costOf(200);
    // Eight times the text: eight times the work where it is linear, sixty-four where it is quadratic.
    expect(costOf(3200) / costOf(400)).toBeLessThan(32);
  });

  it('gives the same again', () => {
    const release = parsed('Acme Ltd Opens Mill', ['“Good,” said Ada Quill, CEO of Acme.']);
    expect(enrich(release)).toEqual(enrich(release));
  });
});
