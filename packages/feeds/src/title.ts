import { decodeHTMLStrict } from 'entities';
import { scan } from './xml/scan.ts';
import { looksLikeHtml } from './xml/text.ts';

/** A title in words, with the markup that it was made from where there was any. */
export interface Title {
  readonly title: string;
  readonly titleMarkup?: string;
}

const titled = (title: string | undefined, markup: string | undefined): Title | undefined => {
  if (title === undefined) return undefined;
  return markup === undefined || markup === title ? { title } : { title, titleMarkup: markup };
};

/** Elements that publishers put into headlines. Other names in angle brackets are words: `<CEO>`. */
const INLINE = new Set(
  (
    'a abbr acronym address b bdi bdo big blockquote br center cite code del div em font h1 h2 h3 h4 h5 h6 hr i img ins ' +
    'kbd li mark nobr ol p pre q s samp small span strike strong sub sup table td tr tt u ul var wbr'
  ).split(' '),
);

const oneLine = (text: string): string | undefined => text.replace(/\s+/g, ' ').trim() || undefined;

/** A plain title on one line. */
export const plainTitle = (text: string): Title | undefined => titled(oneLine(text), undefined);

/** The words of a title that is HTML: every tag dropped, references decoded. */
export const htmlTitle = (html: string): Title | undefined =>
  titled(oneLine(stripTags(html, () => true)), oneLine(html));

/**
 * A title of which nobody states the form (RSS): escaped markup that headlines carry is dropped, references left after
 * XML's own decoding (`AT&amp;amp;T`) are decoded, and everything else is taken as it stands.
 */
export const looseTitle = (text: string): Title | undefined =>
  titled(looseLine(text), looksLikeHtml(text) ? oneLine(text) : undefined);

/** The words of a loose title, and of other lines that are written like one. */
export const looseLine = (text: string): string | undefined =>
  oneLine(stripTags(text, (name) => INLINE.has(name.toLowerCase())));

function stripTags(html: string, drops: (name: string) => boolean): string {
  let out = '';
  for (const token of scan(html)) {
    const raw = html.slice(token.start, token.end);
    if (token.kind === 'text') out += decodeHTMLStrict(raw);
    else if (token.kind !== 'open' && token.kind !== 'close') out += raw;
    else if (!drops(token.name)) out += raw;
    else if (BREAKS.has(token.name.toLowerCase())) out += ' ';
  }
  return out;
}

const BREAKS = new Set(['br', 'p', 'div', 'li', 'tr', 'td', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
