import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsed } from '../../test/raw-of.ts';

/** `===== name | issuer, or others that are right as well / … , or - for none | dateline's place | its date`, and the text. */
const RELEASES = readFileSync(new URL('testdata/releases.txt', import.meta.url), 'utf8')
  .split(/^===== /m)
  .slice(1)
  .map((record) => {
    const [head = '', ...lines] = record.split('\n');
    const [name = '', issuers = '', place = '', date = ''] = head.split('|').map((part) => part.trim());
    return { name, issuers: issuers.split(' / '), place, date, text: lines.join('\n') };
  });

const folded = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[,.]|\b(?:inc|ag|ab|plc|corp|ltd|s p a)\b/g, '')
    .trim();

describe('releases as bodies, firms and people of many kinds write them', () => {
  it.each(RELEASES)('$name', ({ issuers, place, date, text }) => {
    const { issuer, dateline } = parsed(text);
    expect(issuers.map(folded)).toContain(folded(issuer?.name ?? '-'));
    expect(dateline?.place?.split(',')[0] ?? '').toBe(place.split(',')[0]);
    expect(dateline?.date?.value ?? '').toBe(date);
  });
});
