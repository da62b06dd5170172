import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVENT_KINDS } from './catalogue.ts';

const folder = join(import.meta.dirname, '../samples');
const samples = readdirSync(folder).map((name) => {
  const { kind, value } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { kind: string; value: object };
  return { name, kind, value, schema: EVENT_KINDS.find((event) => event.name === kind)?.schema };
});

/** What is on the log was valid when it was written: a sample is never changed, only added. */
describe('samples parse for ever', () => {
  it.each(samples)('$name', ({ value, schema }) => {
    expect(schema?.parse(value)).toEqual(value);
  });

  it('are there for every kind of event', () => {
    for (const { name } of EVENT_KINDS) expect(samples.filter(({ kind }) => kind === name).length).toBeGreaterThan(1);
  });

  it.each(samples)('$name keeps fields that are not known yet, at every depth', ({ value, schema }) => {
    const grown = addField(value);
    expect(schema?.parse(grown)).toEqual(grown);
  });
});

/** Adds an unknown field to every object that is a structure of the schema, not a table of free names (headers). */
function addField(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => addField(item));
  if (typeof value !== 'object' || value === null || name === 'headers') return value;
  const fields = Object.entries(value).map(([key, field]) => [key, addField(field, key)]);
  return { ...Object.fromEntries(fields), fieldOfTomorrow: { deep: [1, 'two'] } };
}
