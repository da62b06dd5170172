import { type CompiledNode, compile, type Sequence } from './compile.ts';
import { createJoinedTerms } from './joined-terms.ts';
import { codeTerms, NAME_BREAK, type ReleaseText } from './release.ts';
import { type QueryNode, TEXT_FIELDS, type TextField } from './tree.ts';

/** The columns of the FTS5 table `release_text`, whose rowid is `r.id` of the releases. */
export const FTS5_COLUMNS = [...TEXT_FIELDS, 'codes'] as const;
export type Fts5Column = (typeof FTS5_COLUMNS)[number];

/**
 * The `tokenize=` option of the FTS5 table. `ascii`, not `unicode61`: it keeps everything beyond ASCII whole and
 * unchanged, so a term of the analysis is always exactly one token, whatever Unicode version SQLite knows.
 */
export const FTS5_TOKENIZER = 'ascii';

const joined = createJoinedTerms();

function joinedTerms(text: string): string {
  joined.add(text);
  return joined.take();
}

function joinedNames(names: readonly string[]): string {
  for (const name of names) joined.addApart(name, NAME_BREAK);
  return joined.take();
}

/** A release's row of the FTS5 table: for each column its terms as `analyseRelease` gives them, joined by single spaces. */
export function fts5Row(release: ReleaseText): Record<Fts5Column, string> {
  return {
    title: joinedTerms(release.title),
    body: joinedTerms(release.body),
    issuer: joinedTerms(release.issuer ?? ''),
    distributor: joinedTerms(release.distributor ?? ''),
    entity: joinedNames(release.entities),
    codes: codeTerms(release).join(' '),
  };
}

export interface SqlCondition {
  /** A boolean expression over `r.id`, `r.published_at` and `r.first_seen`; never NULL. */
  readonly where: string;
  readonly params: readonly (string | number)[];
}

export interface Fts5Query extends SqlCondition {
  /** The whole query as one MATCH expression over `release_text`; absent where that cannot be. */
  readonly match?: string;
  /** The query as one MATCH expression and a condition beside it (`1` where none is left), to join and rank by. */
  readonly ranked?: SqlCondition & { readonly match: string };
}

/**
 * Translates a query for the embedded index: text and codes into one MATCH expression wherever possible; only times,
 * and what is left when everything is negated, need SQL.
 */
export function toFts5(tree: QueryNode): Fts5Query {
  const { root } = compile(tree);
  const part = translate(root);
  const condition = toSql(part);
  if (part.kind === 'match') {
    return { ...condition, match: part.match, ranked: { match: part.match, where: '1', params: [] } };
  }
  return part.ranked === undefined ? condition : { ...condition, ranked: part.ranked };
}

/** A part of a query: one MATCH, everything but one MATCH, or SQL. */
type Part =
  | { readonly kind: 'match'; readonly match: string }
  | { readonly kind: 'except'; readonly match: string; readonly ranked?: undefined }
  | ({ readonly kind: 'sql'; readonly ranked?: Fts5Query['ranked'] } & SqlCondition);

function translate(node: CompiledNode): Part {
  switch (node.kind) {
    case 'all':
      return { kind: 'sql', where: '1', params: [] };
    case 'none':
      return { kind: 'sql', where: '0', params: [] };
    case 'sequence':
      return { kind: 'match', match: `${columns(node.field)}${quoted(node)}` };
    case 'near':
      return {
        kind: 'match',
        match: `${columns(node.field)}NEAR(${node.sequences.map(quoted).join(' ')}, ${node.distance})`,
      };
    case 'code':
      return { kind: 'match', match: `codes : "${node.term}"` };
    case 'time':
      return timePart(node);
    case 'not':
      return negated(translate(node.node));
    case 'and':
      return conjunction(node.nodes.map(translate));
    case 'or':
      return disjunction(node.nodes.map(translate));
  }
}

const columns = (field: TextField | undefined): string => (field === undefined ? '- codes : ' : `${field} : `);

const quoted = ({ terms, prefix }: Sequence): string => `"${terms.join(' ')}"${prefix ? ' *' : ''}`;

function timePart(node: CompiledNode & { kind: 'time' }): Part {
  const column = node.field === 'published' ? 'r.published_at' : 'r.first_seen';
  const where = [`${column} IS NOT NULL`];
  const params: number[] = [];
  if (node.from !== undefined) {
    where.push(`${column} >= ?`);
    params.push(node.from);
  }
  if (node.to !== undefined) {
    where.push(`${column} < ?`);
    params.push(node.to);
  }
  return { kind: 'sql', where: `(${where.join(' AND ')})`, params };
}

function negated(part: Part): Part {
  if (part.kind === 'match') return { kind: 'except', match: part.match };
  if (part.kind === 'except') return { kind: 'match', match: part.match };
  return { kind: 'sql', where: `NOT ${part.where}`, params: part.params };
}

function toSql(part: Part): SqlCondition {
  if (part.kind === 'sql') return { where: part.where, params: part.params };
  const not = part.kind === 'except' ? 'NOT ' : '';
  const where = `r.id ${not}IN (SELECT rowid FROM release_text WHERE release_text MATCH ?)`;
  return { where, params: [part.match] };
}

const allOf = (matches: readonly string[], operator: 'AND' | 'OR'): string =>
  matches.length === 1 ? (matches[0] ?? '') : `(${matches.join(` ${operator} `)})`;

const besides = (parts: readonly Part[], operator: 'AND' | 'OR'): SqlCondition => {
  const rest = parts.filter((part) => part.kind === 'sql');
  return { where: rest.map((part) => part.where).join(` ${operator} `), params: rest.flatMap((part) => part.params) };
};

const matchesOf = (parts: readonly Part[], kind: 'match' | 'except'): string[] =>
  parts.flatMap((part) => (part.kind === kind ? [part.match] : []));

/** Any of the parts: by De Morgan one expression for all text, beside it what is SQL. */
function disjunction(parts: readonly Part[]): Part {
  const inverse = textPart(matchesOf(parts, 'except'), matchesOf(parts, 'match'));
  const rest = besides(parts, 'OR');
  if (inverse === undefined) return { kind: 'sql', where: `(${rest.where})`, params: rest.params };
  const text = negated(inverse);
  if (rest.where === '') return text;
  const own = toSql(text);
  return { kind: 'sql', where: `(${own.where} OR ${rest.where})`, params: [...own.params, ...rest.params] };
}

/** All parts together: the matches in one expression, less the exceptions; beside it what is SQL. */
function conjunction(parts: readonly Part[]): Part {
  const text = textPart(matchesOf(parts, 'match'), matchesOf(parts, 'except'));
  const rest = besides(parts, 'AND');
  if (text === undefined) return { kind: 'sql', where: `(${rest.where})`, params: rest.params };
  if (rest.where === '') return text;
  const own = toSql(text);
  const whole = { where: `(${own.where} AND ${rest.where})`, params: [...own.params, ...rest.params] };
  if (text.kind !== 'match') return { kind: 'sql', ...whole };
  return { kind: 'sql', ...whole, ranked: { match: text.match, ...rest } };
}

function textPart(wanted: readonly string[], unwanted: readonly string[]): Part | undefined {
  if (unwanted.length === 0) return wanted.length === 0 ? undefined : { kind: 'match', match: allOf(wanted, 'AND') };
  const except = allOf(unwanted, 'OR');
  if (wanted.length === 0) return { kind: 'except', match: except };
  return { kind: 'match', match: `(${allOf(wanted, 'AND')} NOT ${except})` };
}
