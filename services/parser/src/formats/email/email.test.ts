import { readdirSync, readFileSync } from 'node:fs';
import { parsedReleaseSchema } from '@presswatch/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixtures } from '../../../test/fixtures.ts';
import { NOW, parsedLater, rawOf, refusalLater } from '../../../test/raw-of.ts';
import { parseRelease } from '../../parse-release.ts';
import { findForward } from './forward.ts';
import { readSubject } from './subject.ts';

const folder = new URL('./testdata/', import.meta.url);
const MAIL = { mediaType: 'message/rfc822' };
const mail = (headers: readonly string[], body: string) =>
  ['From: Acme <press@acme.example>', 'Message-ID: <1@acme.example>', 'MIME-Version: 1.0', ...headers, '', body].join(
    '\n',
  );

describe('email fixtures', () => testFixtures(folder));

describe('the charset of a part', () => {
  const said = 'Der Hafen eröffnet für größere Schiffe einen Kran, „Möwe“ genannt, über den sich alle freuen.';
  const latin = Buffer.from(said.replace('„', '\x84').replace('“', '\x93'), 'latin1');
  const sent = (type: string, body: Uint8Array) =>
    Buffer.concat([
      Buffer.from(mail(['Subject: Der Kran', ...(type === '' ? [] : [`Content-Type: ${type}`])], '')),
      body,
    ]);
  const russian = Buffer.from('cff0e8e2e5f220ece8f0', 'hex');

  it.each<[string, string, Uint8Array, string]>([
    ['its label', 'text/plain; charset=windows-1252', latin, said],
    ['no label, being windows-1252', 'text/plain', latin, said],
    ['no header at all', '', latin, said],
    ['a label that says UTF-8', 'text/plain;\n charset="utf-8"', latin, said],
    ['a label that says windows-1252 of UTF-8', 'text/plain; charset=iso-8859-1', Buffer.from(said), said],
    ['no label, being UTF-8', 'text/plain', Buffer.from(said), said],
    [
      'its own declaration',
      'text/html',
      Buffer.concat([Buffer.from('<meta charset="windows-1251"><p>'), russian, Buffer.from('</p>')]),
      'Привет мир',
    ],
  ])('is read by %s', async (_, type, body, expected) => {
    const [block] = (await parsedLater(sent(type, body), MAIL)).body;
    expect(block?.text).toBe(expected);
  });

  it('is not guessed at where a text only looks like another', async () => {
    const [block] = (
      await parsedLater(sent('text/plain; charset=utf-8', Buffer.from('Ã¶ and Â© are signs: “ö”.')), MAIL)
    ).body;
    expect(block?.text).toBe('Ã¶ and Â© are signs: “ö”.');
  });
});

describe('email', () => {
  it('knows a mail by its headers, and leaves text with labels alone', async () => {
    const text = mail(['Subject: Mill reopens'], 'The mill has reopened.');
    expect((await parsedLater(text, { mediaType: 'text/plain' })).format).toBe('email');
    expect(
      (await parsedLater(`From sender Thu Mar 14 12:00:00 2024\n${text}`, { mediaType: 'text/plain' })).format,
    ).toBe('email');
    const labelled = 'Date: 14 March 2024\nFrom: Acme\nTitle: Mill reopens\n\nThe mill has reopened.';
    expect((await parsedLater(labelled, { mediaType: 'text/plain' })).format).toBe('plain-text');
  });

  it('takes the part that says more: HTML, unless it is no more than a link', async () => {
    const both = (html: string) =>
      mail(
        ['Subject: Mill reopens', 'Content-Type: multipart/alternative; boundary=b'],
        `--b\nContent-Type: text/plain\n\nThe mill has reopened after nine years.\n\n--b\nContent-Type: text/html\n\n${html}\n--b--`,
      );
    const rich = await parsedLater(
      both('<p>The mill has reopened after nine years.</p><h2>Wheel</h2><p>It is new.</p>'),
      MAIL,
    );
    expect(rich.body.map((block) => block.kind)).toEqual(['paragraph', 'heading', 'paragraph']);
    const poor = await parsedLater(both('<p><a href="https://acme.example/1">Read on</a></p>'), MAIL);
    expect(poor.provenance?.body).toBe('text part');
  });

  it('gives a person for a contact, not for the issuer', async () => {
    const body = 'The mill has reopened after nine years of work.\n\nAbout Acme Mills\n\nAcme Mills grinds.';
    const text = mail(['Subject: Mill reopens'], body).replace('Acme <press@', 'Ada Shore <ada.shore@');
    const release = await parsedLater(text, MAIL);
    expect(release.issuer).toEqual({ name: 'Acme Mills', from: 'about heading' });
    expect(release.contacts?.[0]).toMatchObject({ name: 'Ada Shore', emails: ['ada.shore@acme.example'] });
  });

  it('names the attachment where a mail has no text', async () => {
    const parts =
      '--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="mill.pdf"\n\n%PDF\n--b--';
    const raw = rawOf(mail(['Content-Type: multipart/mixed; boundary=b'], parts), MAIL);
    expect(await parseRelease(raw, { now: NOW })).toMatchObject({
      reason: { code: 'no-text', message: expect.stringContaining('mill.pdf (application/pdf)') },
    });
  });

  it('keeps a release whose footer speaks of the newsletter, without the footer', async () => {
    const html =
      '<p>The mill has reopened.</p><p>It grinds.</p><p>To unsubscribe, write to us.</p><p>Acme, Ouse Lane 1</p>';
    const release = await parsedLater(mail(['Subject: Mill', 'Content-Type: text/html'], html), MAIL);
    expect(release.body.map((block) => block.text)).toEqual(['The mill has reopened.', 'It grinds.']);
  });

  it.each([
    ['Fwd: Re: [list] Mill reopens', 'Mill reopens', true],
    ['AW: WG: Mühle offen', 'Mühle offen', true],
    ['Re[2]: Mill reopens', 'Mill reopens', false],
    ['Press release: Mill reopens', 'Mill reopens', false],
    ['PRESSEMITTEILUNG | Mühle offen', 'Mühle offen', false],
    ['Mill: the wheel turns', 'Mill: the wheel turns', false],
    ['Reopened: the mill', 'Reopened: the mill', false],
    ['[Mill]', '[Mill]', false],
    ['Press release', '', false],
  ])('reads the subject %s', (subject, title, forwarded) => {
    expect(readSubject(subject)).toMatchObject({ title, forwarded });
  });

  it.each([
    [
      'Outlook',
      [
        'Note',
        '-----Original Message----- From: Acme [mailto:a@acme.example] Sent: Monday To: Me Subject: Mill',
        'Text',
      ],
    ],
    [
      'Apple',
      ['Begin forwarded message:', 'From: Acme <a@acme.example>', 'Subject: Mill', 'Date: Monday', 'To: Me', 'Text'],
    ],
    ['German', ['Von: Acme <a@acme.example> Gesendet: Montag An: Ich Betreff: Mill', 'Text']],
    [
      'two in a row',
      ['From: Me <me@x.example> Subject: Fwd: Mill', 'FYI', 'From: Acme <a@acme.example> Subject: Mill', 'Text'],
    ],
  ])('finds the mail that is passed on: %s', (_, chunks) => {
    const found = findForward(chunks);
    expect(found).toMatchObject({ from: { name: 'Acme', address: 'a@acme.example' }, subject: 'Mill' });
    expect(chunks[found?.end ?? 0]).toBe('Text');
  });

  it('takes no text for a header that only begins like one', () => {
    expect(findForward(['From: the mill to the sea', 'Date: today it opened', 'To: everyone'])).toBeDefined();
    expect(findForward(['From: the mill', 'To: the sea'])).toBeUndefined();
    expect(findForward(['Subject: mills', 'Date: Monday'])).toBeUndefined();
  });

  it('takes damaged mails', async () => {
    const fixtures = readdirSync(folder)
      .filter((file) => file.endsWith('.eml'))
      .map((file) => readFileSync(new URL(file, folder)));
    const edit = fc.tuple(fc.nat(), fc.nat(40), fc.uint8Array({ maxLength: 12 }));
    const property = fc.asyncProperty(
      fc.constantFrom(...fixtures),
      fc.array(edit, { minLength: 1, maxLength: 8 }),
      async (bytes, edits) => {
        let now: Uint8Array = bytes;
        for (const [at, drop, put] of edits) {
          const start = at % (now.length + 1);
          now = Buffer.concat([now.subarray(0, start), put, now.subarray(start + drop)]);
        }
        const outcome = await parseRelease(rawOf(now, MAIL), { now: NOW });
        if (outcome.kind === 'emit') expect(parsedReleaseSchema.safeParse(outcome.events[0]).error).toBeUndefined();
        else expect(outcome.kind).toBe('reject');
      },
    );
    await fc.assert(property, { seed: 23, numRuns: 150 });
  });

  it.each([
    [
      '10,000 parts',
      mail(
        ['Content-Type: multipart/mixed; boundary=b'],
        `--b\n\nThe text below.\n${'--b\nContent-Type: image/png\n\nx\n'.repeat(10_000)}--b--`,
      ),
    ],
    ['a subject of a megabyte', mail([`Subject: ${'=?utf-8?B?w7w=?= '.repeat(20_000)}`], 'The text below.')],
    ['100,000 recipients', mail([`To: ${'a <a@x.example>, '.repeat(10_000)}`], 'The text below.')],
    ['2 MB of quotation marks', mail([], `The text below.\n${'> '.repeat(1_000_000)}`)],
    ['100,000 labels', mail([], `The text below.\n\nFrom: ${'Subject: To: Date: '.repeat(100_000)}`)],
    ['4 million empty lines', mail([], `The text below.${'\n'.repeat(4_000_000)}`)],
    ['HTML nested 50,000 deep', mail(['Content-Type: text/html'], `${'<div>'.repeat(50_000)}<p>The text below.</p>`)],
    [
      'a boundary that never comes',
      mail(['Content-Type: multipart/mixed; boundary=zzz'], `--zzz\n\nThe text below.\n${'--zz\n'.repeat(200_000)}`),
    ],
  ])('reads %s with what can be had', async (_, text) => {
    const release = await parsedLater(text, MAIL);
    expect(release.title + release.body.map((block) => block.text).join()).toContain('The text below.');
  });

  it('refuses parts nested without end, endless headers, and a part that is too long', async () => {
    const nested = Array.from(
      { length: 200 },
      (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n`,
    ).join('\n');
    expect(await refusalLater(mail(['Content-Type: multipart/mixed; boundary=b0'], nested), MAIL)).toBe('damaged');
    expect(await refusalLater(mail([`X: ${'y'.repeat(1_000_000)}`], 'Text'), MAIL)).toBe('damaged');
    expect(await refusalLater(mail([], 'word '.repeat(500_000)), MAIL)).toBe('no-text');
  });
});
