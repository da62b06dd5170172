/** A part of a query at its outermost level. */
export interface Term {
  /** UTF-16 units into the query, end exclusive; a minus before it is part of it, a NOT is a term of its own. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly field?: string;
  /** The value of a field, out of its quotes. */
  readonly value?: string;
  readonly negated: boolean;
}

const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '””"', '„': '“”"', '«': '»' };

/** The end of the term that begins at a place: spaces within quotes and brackets do not end it. */
function endOf(query: string, from: number): number {
  let depth = 0;
  let closing = '';
  for (let at = from; at < query.length; at++) {
    const sign = query.charAt(at);
    if (closing !== '') {
      if (sign === '\\') at++;
      else if (closing.includes(sign)) closing = '';
    } else if (QUOTES[sign] !== undefined) closing = QUOTES[sign];
    else if (sign === '(') depth++;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && /\s/.test(sign)) return at;
  }
  return query.length;
}

/** Reads a query as far as chips need it. Any text is read: what is no valid query gives some terms all the same. */
export function termsOf(query: string): Term[] {
  const terms: Term[] = [];
  for (let at = 0; at < query.length; ) {
    if (/\s/.test(query.charAt(at))) {
      at++;
      continue;
    }
    const end = endOf(query, at);
    const term = readTerm(query.slice(at, end), at, end);
    terms.push(terms.at(-1)?.text === 'NOT' ? { ...term, negated: true } : term);
    at = end;
  }
  return terms;
}

function readTerm(text: string, start: number, end: number): Term {
  const negated = text.startsWith('-');
  const match = /^-?([a-z]+(?:-[a-z]+)?):(.+)$/is.exec(text);
  const [, field, value] = match ?? [];
  if (field === undefined || value === undefined || /^\/\//.test(value)) return { start, end, text, negated };
  return { start, end, text, negated, field: field.toLowerCase(), value: unquoted(value) };
}

const unquoted = (value: string): string =>
  /^["“„«].*["”“»]$/s.test(value) ? value.slice(1, -1).replace(/\\(["\\])/g, '$1') : value;

/** The terms that narrow by a field: what the page shows as chips. */
export const filtersOf = (query: string): Term[] => termsOf(query).filter(({ field }) => field !== undefined);

/** `issuer:"Ministry of X"`; a value that is one plain word needs no quotes. */
export function termFor(field: string, value: string): string {
  const plain = /^[\p{L}\p{N}][\p{L}\p{N}_:-]*$/u.test(value) && !/^(?:AND|OR|NOT|NEAR)$/.test(value);
  return `${field}:${plain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`;
}

/** Narrows a query by a field. A query of alternatives is put into brackets first: a space binds tighter than OR. */
export function withTerm(query: string, field: string, value: string): string {
  const term = termFor(field, value);
  const terms = termsOf(query);
  if (terms.some(({ text }) => text === term)) return query.trim();
  if (terms.length === 0) return term;
  return terms.some(({ text }) => text === 'OR') ? `(${query.trim()}) ${term}` : `${query.trim()} ${term}`;
}

/** A query without one of its terms, and without an operator that would be left dangling. */
export function withoutTerm(query: string, term: Term): string {
  const all = termsOf(query);
  const place = all.findIndex(({ start }) => start === term.start);
  const from = all[place - 1]?.text === 'NOT' ? place - 1 : place;
  const kept = all.filter((_, at) => at < from || at > place);
  const dangles = (text: string | undefined): boolean =>
    text !== undefined && /^(?:AND|OR|NOT|NEAR(?:\/\d+)?)$/.test(text);
  const words = kept
    .map(({ text }) => text)
    .filter((text, at, words) => !(dangles(text) && dangles(words[at + 1]) && words[at + 1] !== 'NOT'));
  while (words[0] !== 'NOT' && dangles(words[0])) words.shift();
  while (dangles(words.at(-1))) words.pop();
  const rest = words.join(' ');
  const inner = words.length === 1 ? /^\(([^()]*)\)$/.exec(rest)?.[1] : undefined;
  return inner ?? rest;
}

/** The term that a facet's value stands for, if the query has it. */
export const termOf = (query: string, field: string, value: string): Term | undefined =>
  filtersOf(query).find(
    (term) => !term.negated && term.field === field && term.value?.toLowerCase() === value.toLowerCase(),
  );
