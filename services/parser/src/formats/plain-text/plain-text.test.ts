import { describe, expect, it } from 'vitest';
import { testFixtures } from '../../../test/fixtures.ts';
import { parsed } from '../../../test/raw-of.ts';

describe('plain-text fixtures', () => testFixtures(new URL('./testdata/', import.meta.url)));

describe('a title stated beside the text', () => {
  const title = 'Harbour Board dredges the eastern channel';
  const first = 'Work on the eastern channel begins on Monday.';
  const second = 'Ships of more than four metres wait for high water until it ends in autumn.';
  const read = (text: string, mediaType = 'text/plain') => {
    const release = parsed(text, { mediaType, hints: { title } });
    return { title: release.title, from: release.provenance?.title, body: release.body.map((block) => block.text) };
  };

  it.each(['text/plain', 'text/markdown'])('leaves a text whole that does not begin with it (%s)', (mediaType) => {
    expect(read(`${first}\n\n${second}`, mediaType)).toEqual({ title, from: 'feed', body: [first, second] });
    expect(read(first, mediaType)).toEqual({ title, from: 'feed', body: [first] });
  });

  it('leaves a text of one group of lines whole', () => {
    expect(read(`${first}\n${second}`)).toEqual({ title, from: 'feed', body: [first, second] });
  });

  it.each([
    ['on a line of its own', `${title}\n\n${first}\n\n${second}`],
    ['right above the text', `${title}\n${first}\n\n${second}`],
    ['over two lines', `Harbour Board dredges\nthe eastern channel\n\n${first}\n\n${second}`],
    ['in capitals', `${title.toUpperCase()}\n\n${first}\n\n${second}`],
  ])('is taken off the head of the text: %s', (_how, text) => {
    expect(read(text)).toMatchObject({ from: 'first line', body: [first, second] });
  });
});
