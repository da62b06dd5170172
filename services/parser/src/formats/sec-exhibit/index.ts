import type { Format, FormatInput } from '../../draft.ts';
import { readExhibit } from './read.ts';

const ENVELOPE =
  /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----|<SEC-DOCUMENT>|<SEC-HEADER>|<IMS-DOCUMENT>|<SUBMISSION>|<DOCUMENT>\s{0,10}<TYPE>)/i;
const ADDRESS = /^https?:\/\/(?:www\.)?sec\.gov\/Archives\/edgar\/.{0,300}ex(?:hibit)?[-_]?99[^/]{0,60}$/i;
const NUMBER = /^(?:press release\s)?(?:ex(?:hibit)?\.?)[-\s]{1,3}(?:no\.?\s)?99(?:[.\s-]|$)/i;
const LABEL = /^(?:text\/(?:html|plain)|application\/(?:xhtml\+xml|octet-stream))$/;
const LOOK = 16 * 1024;

function recognise({ text, mediaType, raw }: FormatInput): number {
  const head = text.slice(0, LOOK);
  if (ENVELOPE.test(head)) return 1;
  if (!LABEL.test(mediaType)) return 0;
  if (ADDRESS.test(raw.fetch?.url ?? raw.url ?? '')) return 1;
  return NUMBER.test(firstWords(head)) ? 1 : 0;
}

/** The first text that a page shows. */
const firstWords = (head: string): string =>
  head.includes('<') ? shown(head) : head.trimStart().slice(0, 160).replace(/\s+/g, ' ').slice(0, 80);

const shown = (head: string): string =>
  head
    .replace(/^[\s\S]{0,16000}?<body\b[^>]{0,1000}>/i, '')
    .replace(/<!--[^>]{0,500}-->|<[^>]{0,2000}>/g, ' ')
    .replace(/&nbsp;|&#160;|\s+/g, ' ')
    .trim()
    .slice(0, 80);

/** A press release filed with the SEC as exhibit 99: the exhibit by itself, or the filing that holds it. */
export const secExhibit: Format = { name: 'sec-exhibit', recognise, read: readExhibit };
