import { releaseText } from '@presswatch/events/text';
import { normaliseUrl } from '@presswatch/identity';
import type { CodeField, ReleaseText } from '@presswatch/query';
import type { CaptureDocument, ReleaseContent } from './documents.ts';
import type { FacetField } from './port.ts';
import { publishedAtOf } from './times.ts';

/**
 * What searches and saved searches see of a release that shows this capture: one projection for every adapter.
 *
 * @param firstSeenAt ms; of the release, or of the capture where only that is known
 */
export function searchableText(document: CaptureDocument, firstSeenAt: number): ReleaseText {
  const { content } = document;
  const text = content === null ? '' : releaseText(content);
  return {
    title: content?.title ?? '',
    body: content === null ? '' : text.slice(content.title.length + 2),
    issuer: content?.issuer?.name,
    distributor: content?.distributor?.name,
    entities: content === null ? [] : entityNames(content, text),
    codes: codesOf(document),
    publishedAt: publishedAtOf(content),
    firstSeenAt,
  };
}

/** Of each entity its name and every other form that the release uses of it. @param text of the release */
function entityNames(content: ReleaseContent, text: string): string[] {
  if (content.entities.length === 0) return [];
  const names = new Set(content.entities.map((entity) => entity.name));
  for (const { start, end } of content.mentions) names.add(text.slice(start, end));
  names.delete('');
  return [...names];
}

function codesOf({ source, content }: CaptureDocument): { field: CodeField; value: string }[] {
  const codes: { field: CodeField; value: string }[] = [{ field: 'source', value: source.id }];
  if (content === null) return codes;
  codes.push({ field: 'kind', value: content.kind });
  if (content.language !== undefined) {
    codes.push({ field: 'lang', value: content.language });
    const [primary = ''] = content.language.split('-', 1);
    if (primary !== '' && primary !== content.language) codes.push({ field: 'lang', value: primary });
  }
  for (const value of content.countries) codes.push({ field: 'country', value });
  for (const { id, name } of content.topics) {
    codes.push({ field: 'topic', value: id });
    if (name !== '') codes.push({ field: 'topic', value: name });
  }
  return codes;
}

/** A value of a facet; two values are the same where `value` is. */
export interface FacetValue {
  readonly field: FacetField;
  readonly value: string;
  readonly label: string;
}

/** What a release that shows this capture counts for, each value once. */
export function facetValues({ source, content }: CaptureDocument): FacetValue[] {
  const values = new Map<string, FacetValue>();
  const add = (field: FacetField, value: string | undefined, label?: string): void => {
    if (value === undefined || value === '') return;
    const key = `${field}\0${value}`;
    if (!values.has(key)) values.set(key, { field, value, label: label ?? value });
  };
  add('source', source.id, source.title);
  if (content !== null) {
    add('issuer', content.issuer?.name);
    add('distributor', content.distributor?.name);
    for (const country of content.countries) add('country', country);
    for (const { name, wikidata } of content.entities) add('entity', wikidata ?? name, name);
    for (const { id, name } of content.topics) add('topic', id, name);
    add('kind', content.kind);
    add('lang', content.language);
  }
  return [...values.values()];
}

/** The form under which an alias is kept and looked up: spellings of one address are the same alias. */
export const aliasForm = (alias: string): string => normaliseUrl(alias) ?? alias.trim().normalize('NFC');

/** All names that lead to the release of this capture, in their looked-up form. */
export function aliasForms(document: CaptureDocument): string[] {
  const forms = new Set(document.aliases.map(aliasForm));
  if (document.content?.url !== undefined) forms.add(aliasForm(document.content.url));
  forms.delete('');
  return [...forms];
}
