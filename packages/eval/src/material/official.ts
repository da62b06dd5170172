import { wordedDate } from './facts.ts';
import { escaped, paragraphsAsHtml } from './pages.ts';
import type { Writer } from './written.ts';

/** An item of GOV.UK's content API, with the fields that its schema requires of a news article. */
export const govukItem: Writer = ({ number, title, issuer, date, paragraphs }) => {
  const path = `/government/news/release-${number}`;
  const organisation = {
    title: issuer,
    base_path: `/government/organisations/body-${number}`,
    content_id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    locale: 'en',
  };
  const item = {
    base_path: path,
    content_id: `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`,
    document_type: 'press_release',
    schema_name: 'news_article',
    locale: 'en',
    title,
    description: paragraphs[0]?.slice(0, 120),
    first_published_at: `${date}T09:27:00.000+00:00`,
    public_updated_at: `${date}T12:00:00.000+00:00`,
    updated_at: '2026-01-05T10:00:00.000Z',
    details: {
      body: `<div class="govspeak">${paragraphsAsHtml(paragraphs)}</div>`,
      first_public_at: `${date}T09:27:00.000+00:00`,
      change_history: [{ note: 'First published.', public_timestamp: `${date}T09:27:00.000+00:00` }],
      political: true,
    },
    links: { organisations: [organisation], primary_publishing_organisation: [organisation] },
  };
  return {
    text: JSON.stringify(item),
    contentType: 'application/json; charset=utf-8',
    url: `https://www.gov.uk/api/content${path}`,
    body: paragraphs,
  };
};

/** An EX-99.1 as filing agents write it: one column of styled paragraphs, no metadata, page numbers between. */
export const secExhibit: Writer = ({ number, title, issuer, place, date, paragraphs }) => {
  const [first = '', ...rest] = paragraphs;
  const opening = `${place} – ${wordedDate(date, 'en')} – ${first}`;
  const style = 'style="font: 10pt Times New Roman, Times, Serif; margin: 0pt 0; text-align: justify"';
  const lines = [opening, ...rest].map(
    (text, at) =>
      `<p ${style}>${escaped(text)}</p>\n<p ${style}>&nbsp;</p>${at === 2 ? '<p style="text-align: center">1</p><hr><p>&nbsp;</p>' : ''}`,
  );
  const html = `<html><head><title></title></head><body style="font: 10pt Times New Roman, Times, Serif">
<p style="text-align: right"><b>Exhibit 99.1</b></p><p>&nbsp;</p>
<p style="text-align: center"><b>${escaped(title)}</b></p><p>&nbsp;</p>
${lines.join('\n')}
</body></html>`;
  const text = `<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>ex99-1_${number}.htm\n<DESCRIPTION>PRESS RELEASE OF ${issuer.toUpperCase()}\n<TEXT>\n${html}\n</TEXT>\n</DOCUMENT>\n`;
  return { text, contentType: 'text/html', body: [opening, ...rest] };
};
