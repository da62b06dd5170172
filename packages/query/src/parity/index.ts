import fc from 'fast-check';
import type { ReleaseText } from '../release.ts';
import { CODE_FIELDS, type QueryNode, TEXT_FIELDS } from '../tree.ts';

/** Sentences of our own in the scripts that releases come in; recombined into releases and queries. */
const SENTENCES = [
  'The Minister’s sanctions policy was agreed by the U.S. and the UK’s partners, 1,718 cases in 2024.',
  "UK's policies: sanctioning arms deals isn't enough, says US envoy O'Brien (R&D, COVID-19, F-16s).",
  'United Nations panel of experts: new sanctions, new sanctions, and new policies on arms.',
  'Der Außenminister erklärte am 28. Juni: Straße, Häuser und Größe der Maßnahmen – z.B. Sanktionen.',
  'L’Ukraine et l’Union européenne ont signé un accord d’une durée de 3,5 ans à Genève.',
  'El país firmó el acuerdo en Bogotá; los países aliados, señor Núñez, también.',
  'أعلنت وزارة الخارجية عن عقوبات جديدة في ٢٠٢٤ على الشركات المصرية، وقال الوزير إنّ القرار نهائي.',
  'Министерство объявило о новых санкциях против компаний из США; ёлка и самолёт, Киї́в та об’єднання.',
  'Ο Υπουργός ανακοίνωσε νέες κυρώσεις στις Η.Π.Α. και την Ελλάδα, ΝΈΟΣ νόμος.',
  '国外交部发言人表示，制裁措施将继续实施。联合国安理会2024年决议。',
  '日本政府はウクライナへの支援を発表した。ガラス・ｶﾞﾗｽ、が行こう。',
  '대한민국 정부는 새로운 제재를 발표했다. 한국어 문장 AI기술 발표.',
  'กระทรวงการต่างประเทศแถลงข่าวเรื่องมาตรการใหม่ पाकिस्तान की सरकार ने कहा',
  'משרד החוץ הודיע על צה״ל Ⅷ ½ ﬁnance ﷺ 𝐁old 𠀀𠀁 co\u00adoperation مي\u200cخواهم İstanbul ILGIN ligne№5',
];
const WORDS = SENTENCES.flatMap((sentence) => sentence.split(' '));
const DAY = 86_400_000;
const START = Date.UTC(2024, 5, 1);

const some = <T>(values: readonly T[]) => fc.constantFrom(...values);
const stretch = fc.tuple(some(SENTENCES), fc.nat(), fc.integer({ min: 1, max: 14 })).map(([sentence, from, length]) =>
  [...sentence]
    .slice(from % sentence.length)
    .slice(0, length)
    .join(''),
);
const wordsInRow = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 4 })).map(([from, count]) =>
  WORDS.slice(from % WORDS.length)
    .slice(0, count)
    .join(' '),
);
const anyText = fc.oneof(
  { weight: 5, arbitrary: some(WORDS) },
  { weight: 4, arbitrary: wordsInRow },
  { weight: 3, arbitrary: stretch },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const names = ['Foreign Office', 'Vladimir Putin', 'Kim Jong-Un', '联合国', 'U.N.', 'Conseil d’État', 'United Nations'];
const code = fc.record({
  field: some(CODE_FIELDS),
  value: some(['GB', 'gb', 'medtop:20000065', 'en', 'é', 'x', 'a b']),
});
const time = fc.integer({ min: 0, max: 30 }).map((days) => START + days * DAY);

/** Releases that recombine sentences of many scripts. */
export const anyRelease: fc.Arbitrary<ReleaseText> = fc.record(
  {
    title: fc.oneof(anyText, some(SENTENCES)),
    body: fc.array(fc.oneof(anyText, some(SENTENCES)), { maxLength: 6 }).map((blocks) => blocks.join('\n\n')),
    issuer: some(names),
    distributor: some([...names, 'UK’s Wire']),
    entities: fc.array(some(names), { maxLength: 3 }),
    codes: fc.array(code, { maxLength: 4 }),
    publishedAt: fc.option(time),
    firstSeenAt: time,
  },
  { requiredKeys: ['title', 'body', 'entities', 'codes', 'publishedAt', 'firstSeenAt'] },
);

const inField = fc.oneof(fc.constant({}), fc.record({ field: some(TEXT_FIELDS) }));
const textOrName = fc.oneof({ weight: 4, arbitrary: anyText }, { weight: 1, arbitrary: some(names) });
const bounds = fc.oneof(
  fc.record({ from: time }),
  fc.record({ to: time }),
  fc.record({ from: time, to: time }),
  fc.constant({}),
);
const leaf: fc.Arbitrary<QueryNode> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<QueryNode>({ kind: 'all' }) },
  { weight: 8, arbitrary: fc.tuple(textOrName, inField).map(([text, f]) => ({ kind: 'phrase', text, ...f }) as const) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(textOrName, fc.integer({ min: 1, max: 12 }), inField)
      .map(([text, length, f]) => ({ kind: 'prefix', text: text.slice(0, length), ...f }) as const),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.array(textOrName, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 12 }), inField)
      .map(([phrases, distance, f]) => ({ kind: 'near', phrases, distance, ...f }) as const),
  },
  { weight: 3, arbitrary: code.map((value) => ({ kind: 'code', ...value }) as const) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(some(['published', 'seen'] as const), bounds)
      .map(([field, range]) => ({ kind: 'time', field, ...range }) as const),
  },
);
const { query } = fc.letrec<{ query: QueryNode }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', maxDepth: 5 },
    leaf,
    fc.array(tie('query'), { maxLength: 4 }).map((nodes) => ({ kind: 'and', nodes }) as const),
    fc.array(tie('query'), { maxLength: 4 }).map((nodes) => ({ kind: 'or', nodes }) as const),
    tie('query').map((node) => ({ kind: 'not', node }) as const),
  ),
}));

/** Queries of every kind over the words, stretches and names of these releases; about half of them meet something. */
export const anyQuery: fc.Arbitrary<QueryNode> = query;

/** Few words, in texts so short that phrases of them overlap, repeat and stand in one another. */
const FEW_WORDS = ['ka', 'lo', 'mi', '交国', '交', '国'];
const fewWords = (least: number, most: number) =>
  fc.array(some(FEW_WORDS), { minLength: least, maxLength: most }).map((words) => words.join(' '));

export const crowdedRelease: fc.Arbitrary<ReleaseText> = fc.record({
  title: fewWords(0, 3),
  body: fewWords(2, 14),
  entities: fc.array(fewWords(1, 2), { maxLength: 3 }),
  codes: fc.constant([]),
  publishedAt: fc.constant(null),
  firstSeenAt: fc.constant(START),
});

/** What parts and what joins operands of a NEAR, at every distance that matters in such texts. */
export const crowdedNear: fc.Arbitrary<QueryNode> = fc.record(
  {
    kind: fc.constant('near' as const),
    phrases: fc.array(fewWords(1, 3), { minLength: 2, maxLength: 4 }),
    distance: fc.integer({ min: 0, max: 4 }),
    field: some(['body', 'entity'] as const),
  },
  { requiredKeys: ['kind', 'phrases', 'distance'] },
);
