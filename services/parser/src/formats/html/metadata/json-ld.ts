import { repairedJson } from './loose-json.ts';

/** A node of JSON-LD: whatever the page wrote. */
export type LdNode = Readonly<Record<string, unknown>>;

/** A node with where it stood. */
export interface LdEntity {
  readonly node: LdNode;
  /** One of a list of things that the page leads to. */
  readonly listed: boolean;
}

const NODES_MOST = 2000;
const QUEUE_MOST = 5 * NODES_MOST;
const INNER = ['@graph', 'mainEntity', 'mainEntityOfPage', 'hasPart', 'subjectOf', 'item'];
const LISTS = ['itemListElement', 'blogPost', 'blogPosts'];

/** All nodes of a page's JSON-LD, through arrays, `@graph` and nested entities, outer ones first. */
export function ldEntities(scripts: readonly string[]): LdEntity[] {
  const found: LdEntity[] = [];
  const queue: Queued[] = scripts.map((script) => ({ value: parseLoosely(script), listed: false }));
  for (let i = 0; i < queue.length && found.length < NODES_MOST; i++) {
    const { value, listed } = queue[i] as Queued;
    const inner = Array.isArray(value) ? value.map((one: unknown) => ({ value: one, listed })) : [];
    if (isNode(value)) {
      found.push({ node: value, listed });
      inner.push(...innerOf(value, listed));
    }
    for (const one of inner) if (queue.length < QUEUE_MOST) queue.push(one);
  }
  return found;
}

interface Queued {
  readonly value: unknown;
  readonly listed: boolean;
}

const innerOf = (node: LdNode, listed: boolean): Queued[] =>
  [
    ...INNER.map((key) => ({ value: node[key], listed })),
    ...LISTS.map((key) => ({ value: node[key], listed: true })),
  ].filter(({ value }) => typeof value === 'object' && value !== null);

export const isNode = (value: unknown): value is LdNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON as pages write it: in comments or CDATA, its quotation marks as entities, or broken. */
function parseLoosely(source: string): unknown {
  const text = source
    .trim()
    .replace(/^(?:<!--|\/\/\s{0,9}<!\[CDATA\[|<!\[CDATA\[|\/\*\s{0,9}<!\[CDATA\[\s{0,9}\*\/)/, '')
    .replace(/(?:-->|\/\/\s{0,9}\]\]>|\]\]>|\/\*\s{0,9}\]\]>\s{0,9}\*\/)$/, '')
    .replace(/;$/, '');
  const plain = text.includes('"') ? text : text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  for (const attempt of [() => plain, () => repairedJson(plain)]) {
    try {
      return JSON.parse(attempt());
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    }
  }
  return salvaged(plain);
}

const SALVAGED = ['@type', 'headline', 'datePublished', 'dateModified', 'inLanguage', 'url'];

/** The plain string fields that can be read out of JSON past repair. */
function salvaged(text: string): LdNode {
  const node: Record<string, string> = {};
  for (const key of SALVAGED) {
    const match = new RegExp(`"${key}"\\s{0,20}:\\s{0,20}"([^"\\\\]{1,300})"`).exec(text);
    if (match?.[1] !== undefined) node[key] = match[1];
  }
  return node;
}

/** The texts of a property: a string, `{"@value": …}`, the name of a node, or those of a list. */
export function ldTexts(value: unknown, byId: ReadonlyMap<string, LdNode>): string[] {
  const values = Array.isArray(value) ? value.slice(0, 20) : [value];
  return values.flatMap((item) => {
    if (typeof item === 'string') return [item];
    if (!isNode(item)) return [];
    if (typeof item['@value'] === 'string') return [item['@value']];
    const name = nodeOf(item, byId).name ?? nodeOf(item, byId).legalName;
    return typeof name === 'string' ? [name] : Array.isArray(name) && typeof name[0] === 'string' ? [name[0]] : [];
  });
}

/** A node in full, where only its id is said. */
export const nodeOf = (node: LdNode, byId: ReadonlyMap<string, LdNode>): LdNode =>
  node.name === undefined && typeof node['@id'] === 'string' ? (byId.get(node['@id']) ?? node) : node;

/** The types of a node, without a schema prefix. */
export function ldTypes(node: LdNode): string[] {
  const type = node['@type'];
  const types = Array.isArray(type) ? type : [type];
  return types.filter((word) => typeof word === 'string').map((word) => word.replace(/^.*[/:#]/, ''));
}
