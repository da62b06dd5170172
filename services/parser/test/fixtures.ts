import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { outlineOf, parsedLater } from './raw-of.ts';

/** Extensions that no formatter or linter takes for its own: fixtures stay as they are. */
const TYPES: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  mkd: 'text/markdown',
  page: 'text/html',
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  jsonfeed: 'application/feed+json',
  item: 'application/json',
  exhibit: 'text/html',
  filing: 'text/plain',
  eml: 'message/rfc822',
};

/** A test for every fixture in a format's `testdata/`: `name.ext` is parsed to what `name.expected.json` says. */
export function testFixtures(folder: URL): void {
  const files = readdirSync(folder).filter((file) => !file.endsWith('.expected.json'));
  it.each(files)('%s', async (file) => {
    const [name = '', extension = ''] = file.split(/\.(?=[^.]*$)/);
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'));
    const release = await parsedLater(readFileSync(new URL(file, folder)), {
      mediaType: TYPES[extension] ?? 'application/octet-stream',
      url: `https://press.example/releases/${name}`,
    });
    expect(JSON.parse(JSON.stringify(outlineOf(release)))).toEqual(expected);
  });
}
