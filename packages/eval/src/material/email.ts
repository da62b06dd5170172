import { escaped, paragraphsAsHtml } from './pages.ts';
import type { Writer } from './written.ts';

const encodedWord = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text)
    ? text
    : [...text.matchAll(/.{1,12}/gsu)]
        .map(([part]) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`)
        .join('\r\n ');

const base64Lines = (text: string): string => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');

/** A press office's mail: plain text and HTML side by side. */
export const emailDocument: Writer = ({ title, issuer, date, contact, paragraphs }) => {
  const day = new Date(`${date}T09:27:00Z`).toUTCString().replace('GMT', '+0000');
  const part = (type: string, body: string) =>
    `--frontier\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(body)}\r\n`;
  const html = `<html><body><table width="600"><tr><td><h1>${escaped(title)}</h1>${paragraphsAsHtml(paragraphs)}</td></tr></table></body></html>`;
  const text = [
    `From: ${encodedWord(issuer)} <${contact.email}>`,
    'To: newsdesk@paper.example',
    `Subject: ${encodedWord(title)}`,
    `Date: ${day}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=frontier',
    '',
    `${part('text/plain', `${title}\r\n\r\n${paragraphs.join('\r\n\r\n')}`)}${part('text/html', html)}--frontier--\r\n`,
  ].join('\r\n');
  return { text, contentType: 'message/rfc822', body: paragraphs };
};
