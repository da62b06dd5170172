import { type EnrichedReleasePresent, type ParsedReleasePresent, releaseText } from '@presswatch/events';
import { contentHash } from '@presswatch/identity';
import type { Prediction } from './measures/measure.ts';
import type { Case } from './ndjson.ts';
import { type Readers, rawReleaseOf, textDocumentOf } from './readers.ts';

/** A stretch of the case's text together with where it lies in it and in the release made of it. */
interface Stretch {
  readonly text: string;
  readonly at: number;
  readonly inRelease: number;
}

/** Stands where the text has no title; mentions in it are dropped. */
const NO_TITLE = '—';

/** The text cut into title and paragraphs: blank lines part them, nothing is folded, so that offsets can be led back. */
function stretchesOf(text: string, title: string): { title: string; stretches: readonly Stretch[] } {
  const titled = title !== '' && text.startsWith(title);
  const shown = titled ? title : NO_TITLE;
  const stretches: Stretch[] = titled ? [{ text: title, at: 0, inRelease: 0 }] : [];
  const from = titled ? title.length : 0;
  let inRelease = shown.length + 2;
  for (const match of text.slice(from).matchAll(/\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*/g)) {
    const [block] = match;
    stretches.push({ text: block, at: from + match.index, inRelease });
    inRelease += block.length + 2;
  }
  return { title: shown, stretches };
}

/**
 * The mentions of names in a text, in its own offsets: the task `entities`. Only the enricher is measured: the text goes
 * to it as it stands, with the language and the issuer that the parser reads.
 */
export async function predictEntities(given: Case, readers: Readers): Promise<Prediction> {
  const text = typeof given.text === 'string' ? given.text : '';
  const { title, stretches } = stretchesOf(text, typeof given.title === 'string' ? given.title : '');
  const raw = rawReleaseOf(textDocumentOf(given), readers.now);
  const read = await readers.parse(raw);
  const { mediaType: _type, charset: _charset, size: _size, bytes: _bytes, ...base } = raw;
  const body = stretches
    .filter(({ inRelease }) => inRelease > 0)
    .map(({ text: block }) => ({ kind: 'paragraph', text: block }));
  const parsed: ParsedReleasePresent = {
    ...base,
    format: 'plain-text',
    parserVersion: 'eval',
    title,
    kind: 'press-release',
    ...(read?.issuer ? { issuer: read.issuer } : {}),
    ...(read?.language ? { language: read.language } : {}),
    body,
    links: [],
    contentHash: contentHash(
      title,
      body.map((block) => block.text),
    ),
  };
  const enriched = await readers.enrich(parsed);
  return {
    id: given.id,
    ...(enriched === null ? {} : { format: enriched.language ?? 'unknown' }),
    mentions: enriched === null ? [] : mentionsOf(enriched, stretches, releaseText(parsed).length),
  };
}

function mentionsOf(enriched: EnrichedReleasePresent, stretches: readonly Stretch[], length: number): object[] {
  return enriched.mentions.flatMap(({ start, end, entity }) => {
    const about = enriched.entities[entity];
    const stretch = stretches.findLast(({ inRelease }) => inRelease <= start);
    if (about === undefined || stretch === undefined || end > Math.min(length, stretch.inRelease + stretch.text.length))
      return [];
    const shift = stretch.at - stretch.inRelease;
    const { type, iso2, wikidata } = about;
    return [
      { start: start + shift, end: end + shift, type, ...(iso2 ? { iso2 } : {}), ...(wikidata ? { wikidata } : {}) },
    ];
  });
}
