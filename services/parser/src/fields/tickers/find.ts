import type { Ticker } from '@presswatch/events';
import { exchangeOf } from './exchanges.ts';

/** `ABCD`, `BRK.A`, `0700`, `1AB`, `ERIC B`, `ABC.UN`, `BTCS-W` */
const SYMBOL =
  /[ \t]{0,2}(?:[$“"])?([A-Z0-9][A-Z0-9]{0,9}(?:[.\-/][A-Z0-9]{1,4}){0,2}(?: [A-C](?=[\s),;.]|$))?)(?![\p{L}\p{N}]|\s?:)/uy;
/** What may stand between two symbols of one exchange. */
const AND_MORE = /[ ”"]{0,2}(?:,|;|\/|\band\b|&|\|)[ ]{0,2}/y;
/** Back to here a colon's exchange may begin. */
const BACK = 60;
const MOST = 50;
const STATED_MOST = 200;

/**
 * Adds the listed securities that a text names to those found so far: `(NASDAQ: ABCD)`, `(LSE: ABC, OTCQX: ABCDF)`,
 * `Nasdaq/TSX: ABC`. Only exchanges of the table count, so `ISIN: …` and `WKN: …` do not.
 */
export function findTickers(text: string, found: Map<string, Ticker>): void {
  for (let colon = text.indexOf(':'); colon > 0 && found.size < MOST; colon = text.indexOf(':', colon + 1)) {
    // Exchanges end in a letter or digit, which most colons of a text follow; symbols begin in capitals or digits, which few precede.
    SYMBOL.lastIndex = colon + 1;
    const first = SYMBOL.exec(text)?.[1];
    if (first === undefined) continue;
    const named = exchangesBefore(text, colon, first);
    if (named) addSymbols(text, first, named, found);
  }
}

interface Named {
  readonly codes: readonly string[];
  readonly start: number;
  readonly bracketed: boolean;
}

/** Exchanges that are told as such wherever they stand; the others, cities above all, only within brackets. */
const TOLD =
  /^(?:NASDAQ|Nasdaq|NYSE|OTC|TSX|LSE|AIM|ASX|HKEX|SEHK|Euronext|EURONEXT|XETRA|Xetra|NSE|BSE|SGX|JSE|KRX|KOSDAQ|KOSPI|TWSE|CSE)/;

/** The exchanges that a colon at `colon` speaks of; outside brackets their words may follow others. */
function exchangesBefore(text: string, colon: number, symbol: string): Named | undefined {
  const from = Math.max(0, colon - BACK);
  const before = text.slice(from, colon);
  const bracketed = isBracketed(text, colon);
  const start = delimiterBefore(before) + 1;
  const segment = before.slice(start);
  const names = segment.replace(/[®™©*“”"]/gu, '').trim();
  if (!bracketed && symbol.length < 2) return undefined;
  const codes = names.split(/\s?[/&]\s?|\s+(?:and|und|et|y|e)\s+/u).map((name) => exchangeOf(name, symbol));
  const lead = segment.length - segment.trimStart().length;
  if ((bracketed || TOLD.test(names)) && codes.every((code) => code !== undefined)) {
    return { codes, start: from + start + lead, bracketed };
  }
  const last = lastWords(segment, symbol, bracketed);
  return last && { codes: [last.code], start: from + start + last.at, bracketed };
}

const DELIMITERS = new Set('(),;[]|\n:•');

function delimiterBefore(before: string): number {
  let at = before.length - 1;
  while (at >= 0 && !DELIMITERS.has(before.charAt(at))) at--;
  return at;
}

function isBracketed(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 160), at);
  return (
    Math.max(before.lastIndexOf('('), before.lastIndexOf('[')) >
    Math.max(before.lastIndexOf(')'), before.lastIndexOf(']'))
  );
}

/** `shares trade on the Nasdaq: ABCD`: the last words before the colon. */
function lastWords(segment: string, symbol: string, bracketed: boolean): { code: string; at: number } | undefined {
  const words = [...segment.matchAll(/\S+/g)].slice(-4);
  for (const word of words) {
    const name = segment.slice(word.index);
    const code = bracketed || TOLD.test(name) ? exchangeOf(name, symbol) : undefined;
    if (code !== undefined) return { code, at: word.index };
  }
  return undefined;
}

function addSymbols(text: string, first: string, named: Named, found: Map<string, Ticker>): void {
  const { codes, start, bracketed } = named;
  let end = SYMBOL.lastIndex;
  const add = (symbol: string) => {
    const stated = text.slice(start, end).trim().slice(0, STATED_MOST);
    for (const exchange of codes) {
      if (!isSymbol(symbol, exchange)) continue;
      const id = `${exchange}:${symbol}`;
      if (!found.has(id)) found.set(id, { exchange, symbol, stated });
    }
  };
  add(first);
  for (let more = 0; bracketed && more < 6; more++) {
    AND_MORE.lastIndex = end;
    if (!AND_MORE.test(text)) return;
    SYMBOL.lastIndex = AND_MORE.lastIndex;
    const next = SYMBOL.exec(text)?.[1];
    // What a colon or further words follow is the next exchange.
    if (next === undefined || exchangeOf(next, '') !== undefined) return;
    if (!/^[ ]{0,2}[\]),;/&|]|^ and /.test(text.slice(SYMBOL.lastIndex, SYMBOL.lastIndex + 5))) return;
    end = SYMBOL.lastIndex;
    add(next);
  }
}

/** Exchanges whose symbols are numbers of four digits, as years are. */
const NUMBERED = new Set(['TYO', 'HKEX', 'TWSE', 'TPEX', 'MYX', 'TADAWUL']);

/** Not a lone digit, a clock's minutes or, where symbols are letters, a year. */
const isSymbol = (symbol: string, exchange: string): boolean =>
  symbol.length <= 12 &&
  (/[A-Z]/.test(symbol) || (/\d{3}/.test(symbol) && (NUMBERED.has(exchange) || !/^(?:19|20)\d\d$/.test(symbol))));
