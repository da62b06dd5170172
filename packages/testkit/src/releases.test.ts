import { describe, expect, it } from 'vitest';
import { generateReleases } from './releases.ts';

describe('generateReleases', () => {
  it('gives the same releases for the same seed and others for another', () => {
    const make = (seed: number) => [...generateReleases({ seed, count: 5 })];
    expect(make(1)).toEqual(make(1));
    expect(make(1)[0]?.title).not.toBe(make(2)[0]?.title);
  });

  it('repeats no title, issuer, paragraph or file name, and keeps each unique word to its release', () => {
    const releases = [...generateReleases({ seed: 3, count: 300 })];
    for (const field of ['title', 'issuer', 'fileName', 'uniqueWord'] as const) {
      expect(new Set(releases.map((release) => release[field])).size, field).toBe(300);
    }
    const paragraphs = releases.flatMap((release) => release.paragraphs);
    expect(new Set(paragraphs).size).toBeGreaterThan(paragraphs.length * 0.99);
    const bearers = releases.filter(({ document }) => document.includes(releases[7]?.uniqueWord ?? '?'));
    expect(bearers).toHaveLength(1);
  });

  it('makes bodies of about the size asked for', () => {
    for (const { paragraphs } of generateReleases({ seed: 4, count: 50, size: 4000 })) {
      const length = paragraphs.join('\n\n').length;
      expect(length).toBeGreaterThan(3900);
      expect(length).toBeLessThan(5600);
    }
  });

  it('writes all forms and languages with no slot left open', () => {
    const releases = [
      ...generateReleases({ seed: 5, count: 24, multilingual: true, forms: ['html', 'text', 'markdown'] }),
    ];
    expect(new Set(releases.map((release) => `${release.form} ${release.language}`)).size).toBe(12);
    for (const { document, title } of releases) expect(`${title} ${document}`).not.toMatch(/\{\w+\}/);
  });
});
