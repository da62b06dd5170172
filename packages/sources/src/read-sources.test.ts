import { describe, expect, it } from 'vitest';
import { parseSources, readSources, SourcesFileError } from './read-sources.ts';

const good = `sources:
  - id: quay
    kind: feed
    url: https://quay.example/feed
    every: 30m
  - id: inbox
    kind: folder
    path: inbox
    enabled: true
`;

describe('parseSources', () => {
  it('reads sources, disabled unless they say otherwise', () => {
    expect(parseSources(good)).toEqual({
      problems: [],
      sources: [
        { id: 'quay', kind: 'feed', url: 'https://quay.example/feed', every: 1_800_000, enabled: false },
        { id: 'inbox', kind: 'folder', path: 'inbox', every: 2_000, enabled: true },
      ],
    });
  });

  it.each([
    ['a wrong value', good.replace('30m', 'often'), 5, /^every: write a time as/],
    ['no web address', good.replace('https:', 'ftp:'), 4, /^url: write a whole address/],
    ['a missing member', good.replace('    url: https://quay.example/feed\n', ''), 2, /^url: /],
    ['an unknown member', good.replace('every:', 'evry:'), 2, /evry/],
    ['an unknown kind', good.replace('kind: folder', 'kind: fax'), 7, /^kind: /],
    ['an id twice', good.replace('id: inbox', 'id: quay'), 6, /there twice/],
    ['an entry that is none', `${good}  - 7\n`, 10, /^source 3: /],
    ['no list', 'source: []\n', 1, /needs a member "sources"/],
    ['no YAML', 'sources:\n  - id: "quay\n', 3, /quote/i],
  ])('names the line of %s', (_, text, line, message) => {
    expect(parseSources(text).problems[0]).toEqual({ line, message: expect.stringMatching(message) });
  });

  it('keeps the right sources beside wrong ones', () => {
    expect(parseSources(good.replace('30m', 'often')).sources.map(({ id }) => id)).toEqual(['inbox']);
  });
});

describe('readSources', () => {
  it('reads the list that comes with Presswatch: at least ten feeds, all disabled', async () => {
    const path = new URL('../../../seeds/sources.yaml', import.meta.url).pathname;
    const { sources, problems } = await readSources(path);
    expect(problems).toEqual([]);
    expect(sources.length).toBeGreaterThanOrEqual(10);
    expect(sources.some(({ enabled }) => enabled)).toBe(false);
  });

  it('says which file is not there', async () => {
    await expect(readSources('/nowhere/sources.yaml')).rejects.toThrow(SourcesFileError);
  });
});
