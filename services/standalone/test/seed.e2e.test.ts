import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld, type Json, PATIENCE, type RunningApp, type World } from './world.ts';

const SEEDS = fileURLToPath(new URL('../../../seeds/releases', import.meta.url));

/** A release of our own in the form of the seed: another ministry, another distributor, other names. */
const OWN = `Ministry of Foreign Affairs of Norway

11/14/2023 | Statement | Distributed by Relaywire on 11/15/2023 17:05

Norway calls on all states to act on the findings of the 1267 Monitoring Team: statement at the UN Security Council

For two decades, this Council has kept watch over those who finance terror. The sanctions that it adopted froze assets and closed borders to arms, and the 1267 Monitoring Team has followed each case.

Iran has refused to answer the letters of the Monitoring Team. Its reports name arms and ballistic missiles that passed through Iranian ports. The UNSCR-mandated embargo was broken four times this year.

When the renewal came to a vote, President Macron spoke for many of us, and in Ankara this week Annalena Baerbock said that the text must be kept. Norway agrees.

Colleagues, whoever weakens the embargo weakens the Council. The treaty against the spread of nuclear weapons stands on inspections, and non-proliferation is no matter of taste.

Ukrainian families in Odesa know what smuggled drones do. Their houses were hit at night, far from any front.

We ask every member to honour the UN Charter, to share what it knows with the Monitoring Team, and to close the routes by sea.

Norway will go on paying for inspections and for the training of customs officers. All who believe in this Council should say so aloud, and vote for the renewal in spring.
`;

let world: World;
let app: RunningApp;

beforeAll(async () => {
  world = await createWorld({ PRESSWATCH_SEEDS: SEEDS });
  app = await world.start();
  await world.drop('own.txt', OWN);
  await vi.waitFor(async () => expect((await app.search('')).total.value).toBe(2), PATIENCE);
});
afterAll(() => world[Symbol.asyncDispose]());

async function releaseBy(q: string): Promise<Json> {
  const { hits } = await app.search(q);
  expect(hits).toHaveLength(1);
  return (await app.get(`/releases/${hits[0]?.releaseId}`)).body;
}

/** The texts by which a release names the entity that has all these members. */
function mentionsOf({ content }: Json, wanted: Readonly<Record<string, string>>): string[] {
  const text = [content.title, ...content.body.map((block: Json) => block.text)].join('\n\n');
  const fits = (entity: Json) => Object.entries(wanted).every(([member, value]) => entity[member] === value);
  return content.mentions
    .filter(({ entity }: Json) => fits(content.entities[entity]))
    .map(({ start, end }: Json) => text.slice(start, end));
}

/** The release has an entity of this type whose name holds `name`, and one of its mentions reads like `text`. */
function expectEntity(release: Json, type: string, name: string, text: RegExp): void {
  const names: string[] = release.content.entities.filter((e: Json) => e.type === type).map((e: Json) => e.name);
  const entity = names.find((found) => found.toLowerCase().includes(name.toLowerCase()));
  expect(entity, names.join(' | ')).toBeDefined();
  expect(mentionsOf(release, { type, name: entity ?? '' })).toContainEqual(expect.stringMatching(text));
}

const topicNames = ({ content }: Json): string => content.topics.map(({ name }: Json) => name).join(' | ');

/** Every topic that one of the patterns has to name. */
function expectTopics(release: Json, patterns: readonly RegExp[]): void {
  for (const pattern of patterns) expect(topicNames(release)).toMatch(pattern);
}

const TOPICS = [/sanction/i, /\barms\b|weapon/i, /proliferation|disarmament|arms control/i];

describe('the seed release', () => {
  let seed: Json;
  beforeAll(async () => {
    seed = await releaseBy('title:"counter Russian attempts"');
  });

  it('says who issued it, when, and what it is', () => {
    expect(seed.content).toMatchObject({
      title:
        'The UK will work to identify, expose and counter Russian attempts to acquire military equipment from North Korea: UK statement at the UN Security Council',
      kind: 'press-release',
      language: 'en',
      issuer: { name: 'Foreign, Commonwealth & Development Office' },
      published: { value: '2024-06-28', precision: 'day' },
      distributor: { name: 'Public', at: { value: '2024-06-28T09:27', precision: 'minute', zone: null } },
    });
  });

  it('keeps all seven paragraphs', async () => {
    const [file] = await readdir(SEEDS);
    const paragraphs = (await readFile(join(SEEDS, file ?? ''), 'utf8')).trim().split('\n\n').slice(3);
    expect(paragraphs).toHaveLength(7);
    expect(seed.content.body).toEqual(paragraphs.map((text) => ({ kind: 'paragraph', text })));
  });

  it('links the countries, by every name that the text has for them', () => {
    expect(seed.content.countries.toSorted()).toEqual(['GB', 'KP', 'RU', 'UA']);
    expect(mentionsOf(seed, { iso2: 'KP' })).toEqual(expect.arrayContaining(['DPRK', 'North Korea', 'North Korean']));
    expect(mentionsOf(seed, { iso2: 'RU' })).toEqual(expect.arrayContaining(['Russia', 'Russian']));
    expect(mentionsOf(seed, { iso2: 'UA' })).toEqual(expect.arrayContaining(['Ukraine', 'Ukrainian']));
    expect(mentionsOf(seed, { iso2: 'GB' })).toContain('UK');
  });

  it.each([
    ['PERSON', 'Vladimir Putin', /Putin/],
    ['PERSON', 'Kim Jong-Un', /Kim Jong-Un/i],
    ['ORG', 'United Nations Security Council', /^(?:the )?Council$/i],
    ['ORG', '1718 Panel', /1718 Panel of Experts/],
    ['INSTRUMENT', 'Security Council Resolution', /UNSCR/],
    ['INSTRUMENT', 'Charter', /UN Charter/],
    ['PLACE', 'Kharkiv', /Kharkiv/],
    ['PLACE', 'Pyongyang', /Pyongyang/],
  ])('finds the %s %s', (type, name, text) => expectEntity(seed, type, name, text));

  it('finds the Security Council in "this Council" and "the Council"', () => {
    const { content } = seed;
    const text = [content.title, ...content.body.map((block: Json) => block.text)].join('\n\n');
    const council = content.entities.findIndex((e: Json) => /security council/i.test(e.name));
    const starts = content.mentions.filter((m: Json) => m.entity === council).map((m: Json) => [m.start, m.end]);
    for (const match of text.matchAll(/(?:this|the) (Council)\b/g)) {
      const at = match.index + match[0].length;
      expect(
        starts.some(([start, end]: [number, number]) => start < at && end >= at),
        match[0],
      ).toBe(true);
    }
  });

  it('is about sanctions, arms and non-proliferation', () => expectTopics(seed, TOPICS));

  it('gives its original bytes back, unchanged', async () => {
    const [file] = await readdir(SEEDS);
    const response = await fetch(`${app.address}${seed.provenance.raw}`);
    const original = await readFile(join(SEEDS, file ?? ''));
    expect(Buffer.from(await response.arrayBuffer()).equals(original)).toBe(true);
  });

  it('came through all four stages, in their order', async () => {
    const { body } = await app.get(`/releases/${seed.releaseId}/way`);
    const stages: { stage: string; at: number }[] = body.captures[0].stages;
    expect(stages.map(({ stage }) => stage)).toEqual(['fetcher', 'parser', 'enricher', 'indexer']);
    const times = stages.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it.each([
    'title:"Russian attempts"',
    'entity:"Kim Jong-Un"',
    'country:KP',
    'after:2024-06-01 before:2024-07-01',
    '"continuous flow of cargo"',
    'munitions NEAR/3 missiles',
    'procur* petroleum -Norway',
    'issuer:"Foreign, Commonwealth & Development Office"',
    'distributor:Public kind:press-release lang:en',
    'brazenly (Pyongyang OR Oslo)',
  ])('is found, alone, by %s', async (q) => {
    const { hits, total } = await app.search(q);
    expect(total).toEqual({ value: 1, exact: true });
    expect(hits[0]?.releaseId).toBe(seed.releaseId);
  });

  it.each([
    '"cargo of flow continuous"',
    'country:FR Pyongyang',
    'after:2024-07-01',
    'title:munitions',
    'munitions NEAR/1 missiles',
  ])('is not found by %s', async (q) => expect((await app.search(q)).total.value).toBe(0));

  it('marks what matched', async () => {
    const { hits } = await app.search('munitions', { highlight: 'true' });
    const { text, marks } = hits[0]?.highlights[0] ?? { text: '', marks: [] };
    expect(marks.map(([start, end]: [number, number]) => text.slice(start, end))).toEqual(['munitions']);
  });
});

it('counts both releases by what they have in common and what tells them apart', async () => {
  const { facets } = await app.search('', { facets: 'issuer,country,kind,lang' });
  const of = (field: string) =>
    Object.fromEntries(facets.find((f) => f.field === field)?.values.map(({ value, count }) => [value, count]) ?? []);
  expect(Object.values(of('issuer'))).toEqual([1, 1]);
  expect(of('country')).toMatchObject({ KP: 1, RU: 1, UA: 2, GB: 1, NO: 1, IR: 1 });
  expect(of('kind')).toEqual({ 'press-release': 1, statement: 1 });
  expect(of('lang')).toEqual({ en: 2 });
});

describe('a release with other names in the same form', () => {
  let own: Json;
  beforeAll(async () => {
    own = await releaseBy('title:"1267 Monitoring Team"');
  });

  it('says who issued it, when, and what it is', () => {
    expect(own.content).toMatchObject({
      title:
        'Norway calls on all states to act on the findings of the 1267 Monitoring Team: statement at the UN Security Council',
      kind: 'statement',
      language: 'en',
      issuer: { name: 'Ministry of Foreign Affairs of Norway' },
      published: { value: '2023-11-14', precision: 'day' },
      distributor: { name: 'Relaywire', at: { value: '2023-11-15T17:05', precision: 'minute', zone: null } },
    });
    expect(own.content.body.map((block: Json) => block.text)).toEqual(OWN.trim().split('\n\n').slice(3));
  });

  it('links the countries', () => {
    expect(own.content.countries).toEqual(expect.arrayContaining(['NO', 'IR', 'UA']));
    expect(mentionsOf(own, { iso2: 'IR' })).toEqual(expect.arrayContaining(['Iran', 'Iranian']));
    expect(mentionsOf(own, { iso2: 'UA' })).toContain('Ukrainian');
  });

  it.each([
    ['PERSON', 'Emmanuel Macron', /Macron/],
    ['PERSON', 'Annalena Baerbock', /Annalena Baerbock/],
    ['ORG', 'Security Council', /^(?:(?:the|this) )?Council$/i],
    ['ORG', 'Monitoring Team', /1267 Monitoring Team/],
    ['INSTRUMENT', 'Security Council Resolution', /UNSCR/],
    ['INSTRUMENT', 'Charter', /UN Charter/],
    ['PLACE', 'Odesa', /Odesa/],
    ['PLACE', 'Ankara', /Ankara/],
  ])('finds the %s %s', (type, name, text) => expectEntity(own, type, name, text));

  it('is about sanctions, arms and non-proliferation', () => expectTopics(own, TOPICS));
});
