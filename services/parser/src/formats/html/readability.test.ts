import { Readability } from '@mozilla/readability';
import { describe, expect, it } from 'vitest';
import { parseDocument } from './parse-document.ts';
import { NOT_ASKED_STEPS, readable } from './readability.ts';

const SENTENCE = 'The company, which makes wheels, said on Monday that it would open a plant in Sampletown next year.';
const page = (content: string) =>
  `<html><body><div class="menu"><a href="/">Home</a></div><div class="comment-body">${content}</div></body></html>`;

describe('readable', () => {
  it('leaves out steps that the library has', () => {
    for (const step of NOT_ASKED_STEPS) expect(Readability.prototype).toHaveProperty(step);
  });

  it('looks again at the page as it was where a first look finds too little', () => {
    const html = `<div class="comments">${`<p>${SENTENCE}</p>`.repeat(4)}</div><p>Some other words, which are few.</p>`;
    let restored = 0;
    const look = () => {
      const document = parseDocument(page(html));
      if (!document) throw new Error('no tree');
      return document;
    };
    const found = readable(look(), '', () => {
      restored++;
      return look().body;
    });
    expect(restored).toBeGreaterThan(0);
    expect(found?.textContent).toContain(SENTENCE);
  });
});
