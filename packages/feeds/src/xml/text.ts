import { decodeHTMLStrict } from 'entities';
import type { FeedText } from '../model.ts';
import { resolvePrefix } from './namespaces.ts';
import { scan, type Token } from './scan.ts';
import { attributesIn, type Element } from './tree.ts';

/** The attributes of an element. */
export const attributesOf = (text: string, element: Element): Map<string, string> =>
  attributesIn(text.slice(element.start, element.innerStart));

/** The text of an element without any markup, entities decoded once. */
export function innerText(text: string, element: Element): string {
  let out = '';
  for (const token of scan(text, element.innerStart, element.innerEnd)) {
    if (token.kind === 'cdata') out += text.slice(token.start, token.end);
    else if (token.kind === 'text') out += decodeHTMLStrict(text.slice(token.start, token.end));
  }
  return out.trim();
}

/**
 * The markup inside an element, as HTML: prefixes of XHTML, SVG and MathML dropped, empty elements written out, CDATA
 * written as text. With `escaped`, text inside the markup holds escaped markup of its own, which is decoded.
 */
export function innerMarkup(text: string, element: Element, options: { readonly escaped?: boolean } = {}): string {
  let out = '';
  for (const token of scan(text, element.innerStart, element.innerEnd)) out += asHtml(text, element, token, options);
  return out.trim();
}

function asHtml(text: string, element: Element, token: Token, options: { readonly escaped?: boolean }): string {
  const raw = text.slice(token.start, token.end);
  if (token.kind === 'text') return options.escaped ? decodeHTMLStrict(raw) : raw;
  if (token.kind === 'cdata') return options.escaped ? raw : escapeText(raw);
  if (token.kind === 'close') return `</${htmlName(element, token.name)}>`;
  if (token.kind !== 'open') return '';
  const name = htmlName(element, token.name);
  const rest = raw.slice(token.name.length + 1);
  if (!token.selfClosing || VOID.has(name.toLowerCase())) return `<${name}${rest}`;
  return `<${name}${rest.slice(0, -2).trimEnd()}></${name}>`;
}

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const MARKUP = new Set(['xhtml', 'svg', 'math']);

function htmlName(element: Element, name: string): string {
  const colon = name.indexOf(':');
  if (colon === -1) return name;
  const vocabulary = resolvePrefix(element.scope, name.slice(0, colon).toLowerCase());
  return MARKUP.has(vocabulary) ? name.slice(colon + 1) : name;
}

export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Tags, comments and references as HTML has them; each part is bounded, so the test is linear. */
const HTML = /<\/?[a-z][a-z0-9:-]{0,40}[\s/>]|<!--|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i;

export const looksLikeHtml = (text: string): boolean => HTML.test(text);

/** A text whose form nobody states, as RSS has it: markup where it looks like markup. */
export function guessedText(value: string): FeedText | undefined {
  const trimmed = value.trim();
  return trimmed === '' ? undefined : { value: trimmed, type: looksLikeHtml(trimmed) ? 'html' : 'text' };
}

/** The content of an element as RSS publishers write it: escaped markup, CDATA, or markup as it stands. */
export function looseText(text: string, element: Element): FeedText | undefined {
  if (element.children.length === 0) return guessedText(innerText(text, element));
  const value = innerMarkup(text, element);
  return value === '' ? undefined : { value, type: 'html' };
}
