import type { IndexDefinition } from './mapping.ts';

/** A setting or a field that is not as it must be. */
export interface Difference {
  readonly name: string;
  readonly expected: string;
  readonly found: string;
}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** OpenSearch gives back every scalar of a setting as text, and no `type` for an object of fields. */
const text = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
const sameText = (a: unknown, b: unknown): boolean => text(a) === text(b) || JSON.stringify(a) === JSON.stringify(b);

function differences(expected: unknown, found: unknown, name: string): Difference[] {
  if (isTree(expected) && isTree(found)) {
    return Object.keys(expected).flatMap((key) =>
      differences(expected[key], found[key], `${name}${name && '.'}${key}`),
    );
  }
  if (Array.isArray(expected) && Array.isArray(found)) {
    return expected.map(String).join('\n') === found.map(String).join('\n')
      ? []
      : [{ name, expected: text(expected), found: text(found) }];
  }
  return sameText(expected, found) ? [] : [{ name, expected: text(expected), found: text(found) }];
}

function flatFields(properties: Tree, prefix = ''): Map<string, Tree> {
  const fields = new Map<string, Tree>();
  for (const [name, mapping] of Object.entries(properties)) {
    if (!isTree(mapping)) continue;
    if (isTree(mapping.properties)) {
      for (const [inner, own] of flatFields(mapping.properties, `${prefix}${name}.`)) fields.set(inner, own);
    } else fields.set(prefix + name, mapping);
  }
  return fields;
}

const sorted = (mapping: Tree | undefined): string | undefined =>
  mapping && JSON.stringify(Object.entries(mapping).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Which fields of an index are not as defined, those it has beyond that included. */
export function fieldDifferences(definition: IndexDefinition, found: Tree): Difference[] {
  const list: Difference[] = [];
  if (found.dynamic !== 'strict') list.push({ name: 'dynamic', expected: 'strict', found: text(found.dynamic) });
  list.push(...differences(definition.mappings._source ?? {}, found._source ?? {}, '_source'));
  const expected = flatFields(definition.mappings.properties);
  const there = flatFields(isTree(found.properties) ? found.properties : {});
  for (const name of new Set([...expected.keys(), ...there.keys()])) {
    if (sorted(expected.get(name)) === sorted(there.get(name))) continue;
    list.push({ name, expected: text(expected.get(name)), found: text(there.get(name)) });
  }
  return list;
}

/** Which settings of an index are not as defined. @param found the `index` object of its settings */
export const settingDifferences = (definition: IndexDefinition, found: Tree): Difference[] =>
  Object.entries(definition.settings).flatMap(([key, value]) => {
    const at = key.split('.').reduce<unknown>((tree, part) => (isTree(tree) ? tree[part] : undefined), found);
    return differences(value, at, key);
  });
