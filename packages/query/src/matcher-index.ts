import { type CompiledNode, type CompiledQuery, compile, type Sequence } from './compile.ts';
import { matches } from './matches.ts';
import { termsFrom } from './positions.ts';
import type { AnalysedRelease } from './release.ts';
import type { QueryNode } from './tree.ts';

/** Saved searches in memory, met with releases. */
export interface MatcherIndex {
  /** Stores or replaces a search under its id. */
  put(id: string, tree: QueryNode): void;
  /** Forgets a search; an unknown id is no error. */
  delete(id: string): void;
  /** The ids of the searches that the release meets, sorted. */
  match(release: AnalysedRelease): string[];
  readonly size: number;
}

/** What a release must hold at least one of to meet a query. */
interface Need {
  readonly terms: readonly string[];
  readonly prefixes: readonly string[];
  readonly codes: readonly string[];
  /** How common it is likely to be: the less, the better a filter. */
  readonly cost: number;
}

/**
 * Makes an index of searches by what a release must hold to meet them, so that only the few searches that share a rare
 * term, a prefix or a code with a release are tried on it. Searches that need nothing (a pure negation, a time) are
 * tried on every release.
 */
export function createMatcherIndex(): MatcherIndex {
  const queries = new Map<string, { readonly query: CompiledQuery; readonly need: Need | undefined }>();
  const always = new Set<string>();
  const byTerm = new Map<string, Set<string>>();
  const byPrefix = new Map<string, Set<string>>();
  const byCode = new Map<string, Set<string>>();

  function remove(id: string): void {
    const need = queries.get(id)?.need;
    queries.delete(id);
    always.delete(id);
    for (const key of need?.terms ?? []) drop(byTerm, key, id);
    for (const key of need?.prefixes ?? []) drop(byPrefix, key, id);
    for (const key of need?.codes ?? []) drop(byCode, key, id);
  }

  function candidates(release: AnalysedRelease): Set<string> {
    const found = new Set(always);
    if (byTerm.size > 0) for (const term of release.positions.keys()) addAll(found, byTerm.get(term));
    for (const code of release.codes) addAll(found, byCode.get(code));
    for (const [prefix, ids] of byPrefix) if (termsFrom(release, prefix).length > 0) addAll(found, ids);
    return found;
  }

  return {
    get size() {
      return queries.size;
    },
    put(id, tree) {
      remove(id);
      const query = compile(tree);
      const need = needOf(query.root);
      queries.set(id, { query, need });
      if (need === undefined) always.add(id);
      for (const key of need?.terms ?? []) keep(byTerm, key, id);
      for (const key of need?.prefixes ?? []) keep(byPrefix, key, id);
      for (const key of need?.codes ?? []) keep(byCode, key, id);
    },
    delete: remove,
    match(release) {
      const met: string[] = [];
      for (const id of candidates(release)) {
        const saved = queries.get(id);
        if (saved !== undefined && matches(saved.query, release)) met.push(id);
      }
      return met.sort();
    },
  };
}

function keep(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids === undefined) map.set(key, new Set([id]));
  else ids.add(id);
}

function drop(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  ids?.delete(id);
  if (ids?.size === 0) map.delete(key);
}

function addAll(found: Set<string>, ids: Set<string> | undefined): void {
  if (ids !== undefined) for (const id of ids) found.add(id);
}

/** Long words are rarer than short ones; kinds and languages are on nearly every release. */
const COST = { term: 100, prefix: 400, code: 60, commonCode: 1000 };
const COMMON_CODE = /^(?:kind|lang)x/;

function needOf(node: CompiledNode): Need | undefined {
  switch (node.kind) {
    case 'sequence':
      return sequenceNeed(node);
    case 'near':
      return cheapest(node.sequences.map(sequenceNeed));
    case 'code':
      return {
        terms: [],
        prefixes: [],
        codes: [node.term],
        cost: COMMON_CODE.test(node.term) ? COST.commonCode : COST.code,
      };
    case 'and':
      return cheapest(node.nodes.map(needOf));
    case 'or':
      return eitherOf(node.nodes.map(needOf));
    case 'none':
      return { terms: [], prefixes: [], codes: [], cost: 0 };
    case 'all':
    case 'not':
    case 'time':
      return undefined;
  }
}

function sequenceNeed({ terms, prefix }: Sequence): Need {
  const whole = prefix ? terms.slice(0, -1) : terms;
  const longest = whole.toSorted((a, b) => b.length - a.length)[0];
  if (longest !== undefined) return { terms: [longest], prefixes: [], codes: [], cost: COST.term / longest.length };
  const begins = terms.at(-1) ?? '';
  return { terms: [], prefixes: [begins], codes: [], cost: COST.prefix / begins.length };
}

const cheapest = (needs: readonly (Need | undefined)[]): Need | undefined =>
  needs.filter((need) => need !== undefined).toSorted((a, b) => a.cost - b.cost)[0];

function eitherOf(needs: readonly (Need | undefined)[]): Need | undefined {
  const known = needs.filter((need) => need !== undefined);
  if (known.length < needs.length) return undefined;
  return {
    terms: known.flatMap((need) => need.terms),
    prefixes: known.flatMap((need) => need.prefixes),
    codes: known.flatMap((need) => need.codes),
    cost: known.reduce((sum, need) => sum + need.cost, 0),
  };
}
