import type { Case } from '../ndjson.ts';
import { emailDocument } from './email.ts';
import { makeFacts, wordedDate } from './facts.ts';
import { govukItem, secExhibit } from './official.ts';
import { escaped, PAGES, paragraphsAsHtml } from './pages.ts';
import { pdfDocument } from './pdf.ts';
import type { Writer } from './written.ts';

const stamp: Writer = ({ issuer, date, title, paragraphs }) => {
  const [year, month, day] = date.split('-');
  const american = `${month}/${day}/${year}`;
  const line = `${american} | Press release | Distributed by Relay on ${american} 09:27`;
  const text = [issuer, line, title, ...paragraphs].join('\n\n');
  return { text, contentType: 'text/plain; charset=utf-8', body: paragraphs };
};

const markdown: Writer = ({ title, date, language, issuer, paragraphs }) => ({
  text: `---\ntitle: ${JSON.stringify(title)}\ndate: ${date}\nlang: ${language}\nauthor: ${JSON.stringify(issuer)}\n---\n\n# ${title}\n\n${paragraphs.join('\n\n')}\n`,
  contentType: 'text/markdown; charset=utf-8',
  body: paragraphs,
});

/** A dateline that opens the text, the issuer at its closing lines: how wires send releases out. */
const wireText: Writer = (facts) => {
  const { title, place, date, language, issuer, about, contact } = facts;
  const [first = '', ...rest] = facts.paragraphs;
  const opening = `${place}, ${wordedDate(date, language)} /PRNewswire/ -- ${first}`;
  const aboutTitle = `About ${issuer}`;
  const who = ['Media contact:', contact.name, contact.email, contact.phone];
  const body = [opening, ...rest, aboutTitle, about, ...who, `SOURCE ${issuer}`];
  const text = [title, opening, ...rest, aboutTitle, about, who.join('\n'), `SOURCE ${issuer}`].join('\n\n');
  return { text, contentType: 'text/plain; charset=utf-8', body };
};

const RFC822 = (date: string): string => `${new Date(`${date}T09:27:00Z`).toUTCString().replace('GMT', '+0000')}`;

const rssEntry: Writer = ({ title, issuer, date, number, paragraphs }) => {
  const url = `https://news.example/${number}`;
  const content = paragraphsAsHtml(paragraphs).replaceAll(']]>', ']]&gt;');
  const text = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><item><title>${escaped(title)}</title><link>${url}</link><dc:creator>${escaped(issuer)}</dc:creator><pubDate>${RFC822(date)}</pubDate><description>${escaped(paragraphs[0]?.slice(0, 80) ?? '')}…</description><content:encoded><![CDATA[${content}]]></content:encoded></item></channel></rss>`;
  return { text, contentType: 'application/rss+xml', url, body: paragraphs };
};

const atomEntry: Writer = ({ title, issuer, date, number, paragraphs }) => {
  const url = `https://news.example/${number}`;
  const text = `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>${escaped(title)}</title><link href="${url}"/><id>tag:news.example,${number}</id><author><name>${escaped(issuer)}</name></author><published>${date}T09:27:00Z</published><updated>${date}T10:00:00Z</updated><content type="html">${escaped(paragraphsAsHtml(paragraphs))}</content></entry></feed>`;
  return { text, contentType: 'application/atom+xml', url, body: paragraphs };
};

/** Every way of writing a release down, by the name of the kind of document. */
export const WRITERS: Readonly<Record<string, Writer>> = {
  stamp,
  markdown,
  wireText,
  rssEntry,
  atomEntry,
  govukItem,
  secExhibit,
  email: emailDocument,
  pdf: pdfDocument,
  ...PAGES,
};

/** English only: their forms have English words in them. */
const ENGLISH = new Set(['stamp', 'wireText', 'govukItem', 'secExhibit', 'pdf']);

/** Documents of every format with their gold: for the tasks `extraction` and `dates`. */
export function* documentCases(seed: number, each: number): Generator<Case> {
  let offset = 0;
  for (const [name, write] of Object.entries(WRITERS)) {
    offset += 1000;
    for (const facts of makeFacts(seed + offset, each, !ENGLISH.has(name))) {
      const { text, contentType, url, body } = write(facts);
      yield {
        id: `${name}-${facts.number}`,
        ...(url === undefined ? {} : { url }),
        bytes: Buffer.from(text).toString('base64'),
        contentType,
        gold: { title: facts.title, body: body.join('\n\n'), published: facts.date },
      };
    }
  }
}
