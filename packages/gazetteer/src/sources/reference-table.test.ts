import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { referenceTable } from './reference-table.ts';

it('is committed as the installed packages give it: else run `npm run generate`', () => {
  const committed = readFileSync(new URL('../../generated/reference-names.tsv', import.meta.url), 'utf8');
  // Compared as a whole: a diff of two megabytes helps nobody.
  expect(committed === referenceTable()).toBe(true);
});
