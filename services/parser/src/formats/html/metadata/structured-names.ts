import type { Found } from '../../../draft.ts';
import { fold } from '../../../text/fold.ts';
import type { Entities, Stated } from './articles.ts';
import { isNode, type LdNode, ldTexts, ldTypes, nodeOf } from './json-ld.ts';
import { type Meta, metaText } from './meta.ts';
import { nameKey } from './site-name.ts';

const ISSUERS = ['sourceOrganization', 'provider', 'author', 'creator', 'publisher', 'copyrightHolder'] as const;
const ORGANISATION = /Organi[sz]ation$|^(?:Corporation|NGO|LocalBusiness|GovernmentOffice|School|CollegeOrUniversity)$/;
const META_ISSUERS = [
  'ogarticleauthorcompany',
  'dcpublisher',
  'dctermspublisher',
  'dccreator',
  'ogsitename',
  'applicationname',
];
const BYLINES = [
  'author',
  'articleauthor',
  'parselyauthor',
  'sailthruauthor',
  'citationauthor',
  'dctermscreator',
  'byl',
];
const NAME_MOST = 300;
const BYLINES_MOST = 10;

export interface Names {
  /** Most telling first. */
  readonly issuers: Found[];
  readonly bylines: Found[];
  /** What the page's site may be called. */
  readonly publishers: readonly string[];
}

const PUBLISHER = / (?:publisher|og:site_name|application-name)$/;

/** Who may have issued the release by what the page states of itself, most telling first; people come as bylines, last. */
export function namesOf(entities: Entities, meta: Meta): Names {
  const issuers: Found[] = [];
  const bylines: Found[] = [];
  for (const stated of entities.articles) if (stated.rank >= 0) takeNames(stated, entities, issuers, bylines);
  for (const key of META_ISSUERS) {
    const value = meta.get(key);
    if (value) issuers.push({ text: fold(value.content), from: `meta ${value.name}` });
  }
  const byline = metaText(meta, BYLINES);
  if (byline) bylines.push({ text: fold(byline.content), from: `byline meta ${byline.name}` });
  const publishers = issuers.filter(({ from }) => PUBLISHER.test(from)).map(({ text }) => text);
  return { issuers: named(issuers), bylines: named(bylines).slice(0, BYLINES_MOST), publishers };
}

function takeNames(stated: Stated, { byId }: Entities, issuers: Found[], bylines: Found[]): void {
  for (const key of ISSUERS) {
    const person = key === 'author' || key === 'creator';
    for (const { text, organisation } of entitiesNamed(stated, key, byId)) {
      if (organisation || !person) issuers.push({ text, from: `${stated.by} ${key}` });
      else bylines.push({ text, from: `byline ${stated.by} ${key}` });
    }
  }
}

function entitiesNamed({ node }: Stated, key: string, byId: ReadonlyMap<string, LdNode>) {
  const values = (Array.isArray(node[key]) ? node[key] : [node[key]]).slice(0, 20) as unknown[];
  return values.flatMap((value) => {
    const organisation = isNode(value) && ldTypes(nodeOf(value, byId)).some((type) => ORGANISATION.test(type));
    return ldTexts(value, byId).map((text) => ({ text: fold(text), organisation }));
  });
}

/** Addresses are no names; each once, as the most telling of its statements has it: a page's own words do not add up. */
function named(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ text }) => {
    const key = nameKey(text);
    if (text === '' || text.length > NAME_MOST || /^https?:|@/i.test(text) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
