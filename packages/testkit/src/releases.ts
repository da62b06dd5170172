import { type NameSource, nameSource } from './made-up-names.ts';
import { type Random, seededRandom } from './random.ts';
import { PHRASEBOOKS, type Phrasebook } from './sentences.ts';

/** The forms a made-up release comes in, with the media type and file name ending of each. */
export const RELEASE_FORMS = {
  markdown: { mediaType: 'text/markdown', extension: 'md' },
  text: { mediaType: 'text/plain', extension: 'txt' },
  html: { mediaType: 'text/html', extension: 'html' },
} as const;
export type ReleaseForm = keyof typeof RELEASE_FORMS;

/** A press release that nobody issued. */
export interface GeneratedRelease {
  /** From 0, in the order they were made. */
  readonly number: number;
  /** Also a file's name: letters, digits and hyphens. */
  readonly slug: string;
  readonly title: string;
  readonly issuer: string;
  readonly language: string;
  /** The day of publication, `2024-06-28`. */
  readonly date: string;
  readonly paragraphs: readonly string[];
  /** A word that stands in this release and in no other of the same seed. */
  readonly uniqueWord: string;
  readonly form: ReleaseForm;
  readonly mediaType: string;
  readonly fileName: string;
  /** The release as its form writes it. */
  readonly document: string;
}

export interface GenerateOptions {
  readonly seed: number;
  readonly count: number;
  /** Which forms, taken in turn. Default: Markdown only. */
  readonly forms?: readonly ReleaseForm[];
  /** Several languages instead of English only. */
  readonly multilingual?: boolean;
  /** UTF-16 units of body text, about. Default 4,000. */
  readonly size?: number;
}

/**
 * Makes press releases by recombining sentence templates with fresh names: no title, no name and no paragraph comes
 * twice, and the same options give the same releases on every machine.
 */
export function* generateReleases(options: GenerateOptions): Generator<GeneratedRelease> {
  const random = seededRandom(options.seed);
  const names = nameSource(random);
  const forms = options.forms ?? ['markdown'];
  const books = options.multilingual ? PHRASEBOOKS : [PHRASEBOOKS[0]];
  for (let number = 0; number < options.count; number++) {
    const book = books[number % books.length] ?? PHRASEBOOKS[0];
    const form = forms[number % forms.length] ?? 'markdown';
    yield makeRelease({ number, book, form, size: options.size ?? 4000, random, names });
  }
}

interface Recipe {
  readonly number: number;
  readonly book: Phrasebook;
  readonly form: ReleaseForm;
  readonly size: number;
  readonly random: Random;
  readonly names: NameSource;
}

const FIRST_DAY = Date.UTC(2015, 0, 1);
const DAYS = 3650;

function makeRelease({ number, book, form, size, random, names }: Recipe): GeneratedRelease {
  const issuer = names.organisation();
  const date = new Date(FIRST_DAY + random.below(DAYS) * 86_400_000).toISOString().slice(0, 10);
  const fill = slotFiller(book, random, { issuer, partner: names.organisation(), place: names.word(), names });
  const title = fill(random.pick(book.titles));
  const uniqueWord = names.word();
  const paragraphs = [fill(`${random.pick(book.sentences)} ${uniqueWord}.`)];
  for (let length = 0; length < size; length += paragraphs.at(-1)?.length ?? size) {
    const sentences = Array.from({ length: 2 + random.below(4) }, () => fill(random.pick(book.sentences)));
    paragraphs.push(sentences.join(book.language === 'ja' ? '' : ' '));
  }
  const slug = `release-${String(number).padStart(6, '0')}-${random.below(2 ** 30).toString(36)}`;
  const { mediaType, extension } = RELEASE_FORMS[form];
  const parts = { title, issuer, language: book.language, date, paragraphs };
  const document = WRITERS[form](parts, book);
  return { number, slug, ...parts, uniqueWord, form, mediaType, fileName: `${slug}.${extension}`, document };
}

interface Cast {
  readonly issuer: string;
  readonly partner: string;
  readonly place: string;
  readonly names: NameSource;
}

/** Fills templates: the issuer, its partner and the place stay the same within a release, people and numbers change. */
function slotFiller(book: Phrasebook, random: Random, cast: Cast): (template: string) => string {
  const fillers: Record<string, () => string> = {
    org: () => cast.issuer,
    org2: () => cast.partner,
    place: () => cast.place,
    person: () => cast.names.person(),
    thing: () => random.pick(book.things),
    number: () => String(2 + random.below(900)),
    month: () => random.pick(book.months),
    year: () => String(2015 + random.below(12)),
  };
  return (template) => template.replace(/\{(\w+)\}/g, (slot, name: string) => fillers[name]?.() ?? slot);
}

type Parts = Pick<GeneratedRelease, 'title' | 'issuer' | 'language' | 'date' | 'paragraphs'>;

const WRITERS: Record<ReleaseForm, (parts: Parts, book: Phrasebook) => string> = {
  markdown: ({ title, issuer, date, paragraphs }) =>
    `# ${title}\n\n**${issuer}**, ${date}\n\n${paragraphs.join('\n\n')}\n`,
  text: ({ title, issuer, date, paragraphs }) => `${title}\n\n${issuer}, ${date}\n\n${paragraphs.join('\n\n')}\n`,
  html: htmlPage,
};

/** A page as newsrooms have them: navigation, cookie notice, the release, related links, footer. */
function htmlPage({ title, issuer, language, date, paragraphs }: Parts, book: Phrasebook): string {
  const links = book.boilerplate.map((text, n) => `<li><a href="/${n}">${escapeHtml(text)}</a></li>`).join('');
  const jsonLd = { '@context': 'https://schema.org', '@type': 'NewsArticle', headline: title, datePublished: date };
  const publisher = { '@type': 'Organization', name: issuer };
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)} | ${escapeHtml(issuer)}</title>
<meta property="og:title" content="${escapeHtml(title)}"><meta property="og:type" content="article">
<meta property="article:published_time" content="${date}">
<script type="application/ld+json">${JSON.stringify({ ...jsonLd, publisher }).replaceAll('<', '\\u003c')}</script>
<style>nav { display: flex }</style></head>
<body><header><nav><ul>${links}</ul></nav></header>
<div class="cookie-notice"><p>${escapeHtml(book.boilerplate[0])}</p><button>OK</button></div>
<main><article><h1>${escapeHtml(title)}</h1><p class="meta"><time datetime="${date}">${date}</time></p>
${paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}
</article></main>
<aside><ul>${links}</ul></aside><footer><ul>${links}</ul></footer></body></html>
`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML or XML text or attribute value. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
