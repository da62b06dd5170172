import type { DomDocument } from '../dom.ts';

/** A node of JSON-LD: whatever the page wrote. */
export type LdNode = Readonly<Record<string, unknown>>;

const NODES_MOST = 2000;
const SCRIPTS_MOST = 50;

/** All nodes of a page's JSON-LD, through arrays, `@graph` and nested entities, outer ones first. */
export function ldNodes(document: DomDocument): LdNode[] {
  const nodes: LdNode[] = [];
  const scripts = [...document.querySelectorAll('script[type*="ld+json" i]')].slice(0, SCRIPTS_MOST);
  const queue: unknown[] = scripts.map((script) => parseLoosely(script.textContent ?? ''));
  for (let i = 0; i < queue.length && nodes.length < NODES_MOST; i++) {
    const value = queue[i];
    if (Array.isArray(value)) queue.push(...value.slice(0, NODES_MOST));
    else if (isNode(value)) {
      nodes.push(value);
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'item']) queue.push(value[key]);
    }
  }
  return nodes;
}

export const isNode = (value: unknown): value is LdNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON as pages write it: in comments or CDATA, with raw line breaks in strings, with commas too many. */
function parseLoosely(source: string): unknown {
  const text = source
    .trim()
    .replace(/^(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/)/, '')
    .replace(/(?:-->|\/\/\s*\]\]>|\]\]>|\/\*\s*\]\]>\s*\*\/)$/, '')
    .replace(/;$/, '');
  const repaired = () => text.replace(/\p{Cc}/gu, ' ').replace(/,(\s{0,200}[}\]])/g, '$1');
  for (const attempt of [() => text, repaired]) {
    try {
      return JSON.parse(attempt());
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    }
  }
  return salvaged(text);
}

const SALVAGED = ['@type', 'headline', 'datePublished', 'dateModified', 'inLanguage'];

/** The plain string fields that can be read out of JSON past repair. */
function salvaged(text: string): LdNode {
  const node: Record<string, string> = {};
  for (const key of SALVAGED) {
    const match = new RegExp(`"${key}"\\s{0,20}:\\s{0,20}"([^"\\\\]{1,300})"`).exec(text);
    if (match?.[1] !== undefined) node[key] = match[1];
  }
  return node;
}

/** The texts of a property: a string, the name of a node, or those of a list. */
export function ldTexts(value: unknown, byId: ReadonlyMap<string, LdNode>): string[] {
  const values = Array.isArray(value) ? value.slice(0, 20) : [value];
  return values.flatMap((item) => {
    if (typeof item === 'string') return [item];
    if (!isNode(item)) return [];
    const node = item.name === undefined ? byId.get(String(item['@id'])) : item;
    return typeof node?.name === 'string' ? [node.name] : [];
  });
}

/** The types of a node, without a schema prefix. */
export function ldTypes(node: LdNode): string[] {
  const type = node['@type'];
  const types = Array.isArray(type) ? type : [type];
  return types.filter((word) => typeof word === 'string').map((word) => word.replace(/^.*[/:]/, ''));
}
