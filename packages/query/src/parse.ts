import { analyse } from './analyse.ts';
import { BIGRAM, classAt } from './characters.ts';
import { readInstant } from './dates.ts';
import type { FieldSpec } from './fields.ts';
import { type Lexeme, lex } from './lex.ts';
import { type ParseResult, QUERY_VERSION, type QueryError, type QueryNode } from './tree.ts';

/** What a query may hold, so that none costs much: UTF-16 units, words and values, brackets and negations in another. */
export const QUERY_LIMITS = { length: 2000, terms: 200, depth: 50 } as const;

const MAX_ERRORS = 10;

interface State {
  readonly lexemes: readonly Lexeme[];
  readonly errors: QueryError[];
  readonly length: number;
  at: number;
  depth: number;
  terms: number;
}

type Place = Pick<QueryError, 'start' | 'end'>;
type TextLexeme = Extract<Lexeme, { kind: 'text' }>;
type Field = Exclude<FieldSpec, { kind: 'time' }> | undefined;

/**
 * Parses a query of the language in docs/query-language.md. Never throws; linear.
 *
 * @returns the tree, with nested `and`s and `or`s of one kind drawn together; or up to ten errors in the order of the text
 */
export function parseQuery(text: string): ParseResult {
  if (text.length > QUERY_LIMITS.length) {
    const message = `the query has ${text.length} characters, more than ${QUERY_LIMITS.length}`;
    const place = { start: QUERY_LIMITS.length, end: text.length };
    return refused([{ ...place, code: 'too-long', message, remedy: 'shorten it, or make it several saved searches' }]);
  }
  const { lexemes, errors } = lex(text);
  if (lexemes.length === 0 && errors.length === 0) {
    if (text.trim() === '') return { ok: true, version: QUERY_VERSION, tree: { kind: 'all' } };
    return refused([noWords({ start: 0, end: text.length })]);
  }
  const state: State = { lexemes, errors: [...errors], length: text.length, at: 0, depth: 0, terms: 0 };
  const tree = parseAll(state);
  return state.errors.length > 0 ? refused(state.errors) : { ok: true, version: QUERY_VERSION, tree };
}

const refused = (errors: readonly QueryError[]): ParseResult => ({
  ok: false,
  errors: errors.toSorted((a, b) => a.start - b.start).slice(0, MAX_ERRORS),
});

const noWords = (place: Place): QueryError => ({
  ...place,
  code: 'no-words',
  message: 'there is no letter or digit to look for',
  remedy: 'write at least one word, or leave the query empty to see everything',
});

/** Stands where something went wrong; never seen outside, because errors are returned instead of the tree. */
const NOTHING: QueryNode = { kind: 'all' };

function fail(state: State, place: Place, code: string, message: string, remedy: string): QueryNode {
  state.errors.push({ start: place.start, end: place.end, code, message, remedy });
  return NOTHING;
}

function parseAll(state: State): QueryNode {
  const tree = parseOr(state, undefined);
  while (state.at < state.lexemes.length && state.errors.length < MAX_ERRORS) {
    // Only a closing bracket ends an expression before the end.
    const stray = state.lexemes[state.at];
    if (stray !== undefined)
      fail(state, stray, 'unopened-bracket', 'this ) closes nothing', 'leave it out, or add ( before');
    state.at += 1;
    if (state.at < state.lexemes.length) parseOr(state, undefined);
  }
  return tree;
}

function joined(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode {
  const flat = nodes.flatMap((node) => (node.kind === kind ? node.nodes : [node]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind, nodes: flat };
}

function parseOr(state: State, field: Field): QueryNode {
  const nodes = [parseAnd(state, field)];
  while (state.lexemes[state.at]?.kind === 'or') {
    state.at += 1;
    nodes.push(parseAnd(state, field));
  }
  return joined('or', nodes);
}

function parseAnd(state: State, field: Field): QueryNode {
  const nodes = [parseNot(state, field)];
  for (;;) {
    const next = state.lexemes[state.at];
    if (next === undefined || next.kind === 'or' || next.kind === 'close') return joined('and', nodes);
    if (next.kind === 'and') state.at += 1;
    nodes.push(parseNot(state, field));
  }
}

/** Parses what is nested, unless it is nested too deep. */
function nested(state: State, place: Place, parse: () => QueryNode): QueryNode {
  if (state.depth >= QUERY_LIMITS.depth) {
    state.at = state.lexemes.length;
    const message = `brackets and negations are nested more than ${QUERY_LIMITS.depth} deep`;
    return fail(state, place, 'too-deep', message, 'leave out brackets that are not needed');
  }
  state.depth += 1;
  const node = parse();
  state.depth -= 1;
  return node;
}

function parseNot(state: State, field: Field): QueryNode {
  const next = state.lexemes[state.at];
  if (next?.kind !== 'not') return parseNear(state, field);
  state.at += 1;
  return nested(state, next, () => ({ kind: 'not', node: parseNot(state, field) }));
}

/** One thing, or several with NEAR between them. */
function parseNear(state: State, field: Field): QueryNode {
  const operands = [parseOne(state, field)];
  const first = state.lexemes[state.at];
  if (first?.kind !== 'near') return operands[0]?.node ?? NOTHING;
  for (;;) {
    const near = state.lexemes[state.at];
    if (near?.kind !== 'near') break;
    if (near.distance !== first.distance) {
      const remedy = `use NEAR/${first.distance} throughout, or write the pairs apart: a NEAR/3 b  b NEAR/9 c`;
      fail(state, near, 'near-distances-differ', 'one chain of NEAR has one distance', remedy);
    }
    state.at += 1;
    operands.push(parseOne(state, field));
  }
  const phrases: string[] = [];
  for (const operand of operands) {
    if (operand.plain) phrases.push(operand.text);
    else if (operand.node !== NOTHING) {
      const remedy = 'write  title:(peace NEAR/5 talks)  for a field, and words or "phrases" on both sides of NEAR';
      fail(state, operand.place, 'near-operand', 'NEAR joins words and phrases only', remedy);
    }
  }
  const own = field?.kind === 'text' ? { field: field.field } : {};
  return { kind: 'near', phrases, distance: first.distance, ...own };
}

/** What was read at one place; `plain` where NEAR could join it: a word or phrase without a field of its own. */
type Operand =
  | { readonly node: QueryNode; readonly place: Place; readonly plain: false }
  | { readonly node: QueryNode; readonly place: Place; readonly plain: true; readonly text: string };

function parseOne(state: State, field: Field): Operand {
  const next = state.lexemes[state.at];
  switch (next?.kind) {
    case 'text': {
      state.at += 1;
      const node = leaf(state, next, field);
      if (node.kind === 'phrase') return { node, place: next, plain: true, text: node.text };
      return { node, place: next, plain: false };
    }
    case 'open':
      return { node: parseBrackets(state, next, field), place: next, plain: false };
    case 'field':
      return { node: parseField(state, next, field), place: next, plain: false };
    case 'all':
      state.at += 1;
      return {
        node: field === undefined ? { kind: 'all' } : emptyField(state, next, field.name),
        place: next,
        plain: false,
      };
    default:
      return { node: missing(state, next), place: next ?? endOf(state), plain: false };
  }
}

const endOf = (state: State): Place => {
  const last = state.lexemes.at(-1);
  return { start: last?.start ?? 0, end: last?.end ?? state.length };
};

/** Says that something is wanted here, about the operator or bracket that wants it. */
function missing(state: State, found: Lexeme | undefined): QueryNode {
  // What a reader could not make sense of was reported already; a second complaint about the hole helps nobody.
  const place = found ?? endOf(state);
  if (state.errors.some((error) => error.end <= place.end && error.code !== 'dangling-operator')) {
    if (found !== undefined && found.kind !== 'close') state.at += 1;
    return NOTHING;
  }
  const before = state.lexemes[state.at - 1];
  const operator = found !== undefined && found.kind !== 'close' ? found : (before ?? place);
  if (found !== undefined && found.kind !== 'close') state.at += 1;
  if (before?.kind === 'open' && found?.kind === 'close') {
    return fail(
      state,
      { start: before.start, end: found.end },
      'empty-brackets',
      'the brackets hold nothing',
      'leave them out',
    );
  }
  const remedy =
    'write a word on each side of OR, AND and NEAR, and one after NOT and (; to look for the word itself, put it in quotes: "OR"';
  return fail(state, operator, 'dangling-operator', 'a word is missing here', remedy);
}

function parseBrackets(state: State, open: Lexeme, field: Field): QueryNode {
  state.at += 1;
  return nested(state, open, () => {
    const node = parseOr(state, field);
    if (state.lexemes[state.at]?.kind === 'close') state.at += 1;
    else if (state.at >= state.lexemes.length && !state.errors.some((error) => error.code === 'too-deep')) {
      fail(state, open, 'unclosed-bracket', 'the bracket opened here is not closed', 'add ) where the group ends');
    }
    return node;
  });
}

function emptyField(state: State, place: Place, name: string): QueryNode {
  const remedy = `write the value directly after the colon, without a space: ${name}:word, ${name}:"two words"`;
  return fail(state, place, 'empty-field', `${name}: has no value`, remedy);
}

function parseField(state: State, lexeme: Extract<Lexeme, { kind: 'field' }>, outer: Field): QueryNode {
  state.at += 1;
  const { spec } = lexeme;
  const value = state.lexemes[state.at];
  if (!lexeme.tight) return emptyField(state, lexeme, spec.name);
  if (value === undefined || value.start !== lexeme.end) return unreadValue(state, lexeme);
  if (outer !== undefined) {
    const message = `${spec.name}: stands inside ${outer.name}:(…)`;
    fail(state, lexeme, 'field-in-field', message, `move it out of the brackets of ${outer.name}:`);
  }
  if (value.kind !== 'text' && value.kind !== 'open') return emptyField(state, lexeme, spec.name);
  if (spec.kind === 'time') return timeNode(state, lexeme, spec, value);
  if (value.kind !== 'text') return parseBrackets(state, value, spec);
  state.at += 1;
  return leaf(state, value, spec);
}

/** The value gave an error of its own, or it is a sign. */
function unreadValue(state: State, lexeme: Extract<Lexeme, { kind: 'field' }>): QueryNode {
  const reported = state.errors.some((error) => error.start >= lexeme.end);
  return reported ? NOTHING : emptyField(state, lexeme, lexeme.spec.name);
}

function timeNode(state: State, lexeme: Lexeme, spec: FieldSpec & { kind: 'time' }, value: Lexeme): QueryNode {
  const place = { start: lexeme.start, end: value.end };
  if (value.kind !== 'text') {
    parseBrackets(state, value, undefined);
    return fail(state, place, 'bad-date', `${spec.name}: takes one date, no brackets`, `write ${spec.name}:2024-06-28`);
  }
  state.at += 1;
  countTerm(state, value);
  const instant = readInstant(value.prefix ? `${value.text}*` : value.text);
  if (!instant.ok) return fail(state, value, instant.code, instant.message, instant.remedy);
  return { kind: 'time', field: spec.field, [spec.bound]: instant.at };
}

function countTerm(state: State, place: Place): void {
  state.terms += 1;
  if (state.terms !== QUERY_LIMITS.terms + 1) return;
  const message = `the query has more than ${QUERY_LIMITS.terms} words and values`;
  fail(state, place, 'too-many-terms', message, 'make it several saved searches');
}

function leaf(state: State, lexeme: TextLexeme, field: Field): QueryNode {
  countTerm(state, lexeme);
  if (field?.kind === 'code') return codeNode(state, lexeme, field);
  const own = field === undefined ? {} : { field: field.field };
  const tokens = analyse(lexeme.text);
  const last = tokens.at(-1);
  if (last === undefined) {
    state.errors.push(noWords(lexeme));
    return NOTHING;
  }
  if (!lexeme.prefix) return { kind: 'phrase', text: lexeme.text, ...own };
  if (tokens.length === 1 && last.term.length < 2 && classAt(lexeme.text, last.start) !== BIGRAM) {
    const remedy = 'write at least two letters before the *, or leave it out';
    return fail(state, lexeme, 'prefix-too-short', `${lexeme.text}* would match too many words`, remedy);
  }
  return { kind: 'prefix', text: lexeme.text, ...own };
}

function codeNode(state: State, lexeme: TextLexeme, field: FieldSpec & { kind: 'code' }): QueryNode {
  const { text } = lexeme;
  if (lexeme.prefix) {
    const remedy = `write the whole code, or several: ${field.name}:(a OR b)`;
    return fail(state, lexeme, 'code-prefix', `${field.name}: is compared whole and takes no *`, remedy);
  }
  return text.trim() === '' ? emptyField(state, lexeme, field.name) : { kind: 'code', field: field.field, value: text };
}
