import { z } from 'zod';

export const NAME_TYPES = ['PERSON', 'ORG', 'PLACE', 'DEMONYM', 'INSTRUMENT', 'PRODUCT'] as const;
export type NameType = (typeof NAME_TYPES)[number];

/** The kinds of words that rules lean on; seeds/gazetteer/README.md says what each is. */
export const WORD_KINDS = [
  'first-names',
  'titles',
  'roles',
  'organisation-heads',
  'strong-heads',
  'legal-forms',
  'place-heads',
  'instrument-heads',
  'press-verbs',
  'common',
  'plain-acronyms',
] as const;

const text = z.string().trim().min(1).max(300);
const texts = z.array(text).max(500);
const iso2 = z.string().regex(/^[A-Z]{2}$/, 'two capital letters of ISO 3166-1, such as GB');
const wikidata = z.string().regex(/^Q\d+$/, 'a Wikidata item, such as Q145');
const type = z.enum(NAME_TYPES);

/** One name of a list. */
export const nameEntrySchema = z.strictObject({
  type: type.optional(),
  name: text,
  aliases: texts.default([]),
  /** `exact`: upper and lower case as written (acronyms always are). Default: capitals where the name has them. */
  case: z.enum(['exact', 'name']).optional(),
  iso2: iso2.optional(),
  wikidata: wikidata.optional(),
  /** Of a person: the family name where it is not the last word. */
  surname: text.optional(),
  /** Of a person: offices such as President; the family name after one of them means this person. */
  titles: texts.optional(),
  /** Where the Wikidata item can be checked; for people, not read by any rule. */
  source: text.optional(),
  /** Also a word, a person or a place: true only where the text around it says so. */
  context: z.union([z.boolean(), z.literal('true').transform(() => true)]).optional(),
  /** Of a name that must not be reported, such as a distributor. */
  silent: z.union([z.boolean(), z.literal('true').transform(() => true)]).optional(),
});
export type NameEntry = z.infer<typeof nameEntrySchema>;

const namesSchema = z.strictObject({
  list: z.literal('names').default('names'),
  type: type.optional(),
  entries: z.array(nameEntrySchema),
});

/** What a country is called beyond what country-coder knows. */
export const countryEntrySchema = z.strictObject({
  iso2,
  name: text.optional(),
  aliases: texts.default([]),
  demonyms: texts.default([]),
});

const countriesSchema = z.strictObject({ list: z.literal('countries'), countries: z.array(countryEntrySchema) });

const topicsSchema = z.strictObject({
  list: z.literal('topics'),
  topics: z.array(
    z.strictObject({
      id: z.string().regex(/^medtop:\d{8}$/, 'an IPTC Media Topic, such as medtop:11000000'),
      name: text,
      /** Weight of a word or phrase: 3 settles it, 1 needs company. */
      words: z.record(text, z.number().min(0.1).max(10)),
    }),
  ),
});

const wordsSchema = z.strictObject({
  list: z.literal('words'),
  kind: z.enum(WORD_KINDS),
  words: z.union([texts.max(20_000), z.string().transform((all) => all.split(/[\s,]+/).filter((word) => word !== ''))]),
});

export const listSchemas = {
  names: namesSchema,
  countries: countriesSchema,
  topics: topicsSchema,
  words: wordsSchema,
} as const;

export type NamesList = z.infer<typeof namesSchema>;
export type CountriesList = z.infer<typeof countriesSchema>;
export type TopicsList = z.infer<typeof topicsSchema>;
export type WordsList = z.infer<typeof wordsSchema>;
export type List = NamesList | CountriesList | TopicsList | WordsList;
