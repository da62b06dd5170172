import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainRule, RULES } from './rules-catalogue.ts';

const sources = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('rules-catalogue.ts'))
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'));

const RULE =
  /'((?:person|place|product|organisation|instrument|name)-[a-z-]+|issuer|abbreviation|head-noun|short-form|spelled-out)'/g;
/** Lists and heads that are written like rules. */
const OTHERS = new Set(['instrument-heads', 'organisation-heads', 'place-heads']);

describe('the catalogue of rules', () => {
  const used = new Set(sources.flatMap((source) => [...source.matchAll(RULE)].map(([, rule]) => rule ?? '')));
  for (const other of OTHERS) used.delete(other);

  it('explains every rule that the sources name, and no other', () => {
    expect([...used].filter((rule) => RULES[rule] === undefined)).toEqual([]);
    expect(Object.keys(RULES).filter((rule) => !used.has(rule))).toEqual([]);
  });

  it('says it in sentences', () => {
    for (const sentence of Object.values(RULES)) expect(sentence).toMatch(/^[A-Z].{10,200}\.$/);
  });

  it('names the list of a listed name, and nothing for a rule it does not know', () => {
    expect(explainRule('dictionary:cities')).toBe('It stands in the list “cities” of the gazetteer.');
    expect(explainRule('person-title')).toContain('title');
    expect(explainRule('no-such-rule')).toBeUndefined();
  });
});
