import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { countryTable } from './country-table.ts';

it('is committed as the installed country-coder gives it: else run `npm run generate`', () => {
  const committed = readFileSync(new URL('../generated/countries.json', import.meta.url), 'utf8');
  expect(JSON.parse(committed)).toEqual(countryTable());
  expect(countryTable().countries.length).toBeGreaterThan(240);
});
