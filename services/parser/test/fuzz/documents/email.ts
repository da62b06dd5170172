import { utf8, type Writer } from '../document.ts';
import { closing, dateline, day, headline, mailDay, paragraph, person } from '../prose.ts';
import type { Random } from '../random.ts';
import { escapeMarkup } from './markup.ts';

/** A message of RFC 5322 and MIME: plain, HTML or both, with an attachment, in the transfer encodings of mail. */
export const writeEmail: Writer = (random) => {
  const subject = headline(random);
  const from = person(random);
  const date = mailDay(day(random));
  const texts = [
    dateline(random) + paragraph(random),
    ...random.several(0, 6, () => paragraph(random)),
    ...closing(random),
  ];
  const headers = [
    `From: ${headerWords(random, from)} <press@a.example>`,
    'To: desk@b.example',
    `Subject: ${headerWords(random, subject)}`,
    `Date: ${date}`,
    'Message-ID: <1@a.example>',
    'MIME-Version: 1.0',
  ];
  const plain = part(random, 'text/plain', texts.join('\r\n\r\n'));
  const html = part(random, 'text/html', texts.map((text) => `<p>${escapeMarkup(text)}</p>`).join('\r\n'));
  const content = random.pick([() => plain, () => html, () => both(random, plain, html), () => mixed(random, plain)])();
  const bytes = Buffer.from(`${headers.join('\r\n')}\r\n${content}`, 'latin1');
  return { mediaType: 'message/rfc822', bytes, wrote: [subject, from, date, 'press a example', ...texts].join('\n') };
};

/** An encoded word (RFC 2047) where the words are no ASCII: its bytes are no text of the message. */
function headerWords(random: Random, words: string): string {
  if (isAscii(words)) return words;
  if (random.oneIn(2)) return `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`;
  const quoted = [...utf8(words)].map((byte) =>
    /[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hex(byte),
  );
  return `=?utf-8?Q?${quoted.join('')}?=`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them
const isAscii = (words: string): boolean => /^[\u0000-\u007F]*$/.test(words);
const hex = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;

function part(random: Random, type: string, text: string): string {
  const header = `Content-Type: ${type}; charset=utf-8\r\n`;
  if (random.oneIn(2)) {
    const lines = Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
    return `${header}Content-Transfer-Encoding: base64\r\n\r\n${lines}`;
  }
  return `${header}Content-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(text)}`;
}

/** RFC 2045 §6.7: soft line breaks before 76 characters, never inside an escape. */
function quotedPrintable(text: string): string {
  let out = '';
  let column = 0;
  for (const byte of utf8(text)) {
    const char = String.fromCharCode(byte);
    if (char === '\r' || char === '\n') {
      out += char;
      column = 0;
      continue;
    }
    const written = /[ -<>-~]/.test(char) ? char : hex(byte);
    if (column + written.length > 75) {
      out += '=\r\n';
      column = 0;
    }
    out += written;
    column += written.length;
  }
  return out;
}

const both = (random: Random, plain: string, html: string): string =>
  multipart('alternative', `b${random.below(1e9)}`, [plain, html]);

const mixed = (random: Random, plain: string): string =>
  multipart('mixed', `m${random.below(1e9)}`, [
    plain,
    `Content-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK`,
  ]);

const multipart = (kind: string, boundary: string, parts: readonly string[]): string =>
  `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`;
