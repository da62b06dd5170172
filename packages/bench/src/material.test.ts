import { expect, it } from 'vitest';
import { recombine } from './material.ts';

const releases = Array.from({ length: 5 }, (_, n) => ({
  id: `r${n}`,
  url: `https://example.org/${n}`,
  title: `Title ${n}`,
  date: '2026-01-02',
  markdown: Array.from({ length: 4 }, (_, p) => `Paragraph ${p} of release ${n}.`).join('\n\n'),
}));

it('keeps the given ones, repeats nothing after them, and is the same every time', () => {
  const made = [...recombine(releases, 200)];
  expect(made.slice(0, 5)).toEqual(releases);
  for (const key of ['id', 'url', 'title'] as const) expect(new Set(made.map((m) => m[key])).size).toBe(200);
  expect([...recombine(releases, 200)]).toEqual(made);
  expect(made[150]?.markdown.split('\n\n')).toHaveLength(4);
});
