import type { FeedText } from '../model.ts';
import { htmlTitle, plainTitle, type Title } from '../title.ts';
import { childrenNamed } from '../xml/find.ts';
import { attributesOf, guessedText, innerMarkup, innerText } from '../xml/text.ts';
import type { Element } from '../xml/tree.ts';

/**
 * A text or content construct of Atom 1.0 (RFC 4287 §3.1, §4.1.3) or 0.3 (its `mode`), by the type it states. Undefined
 * where it is empty, out of line (`src`) or cannot be read.
 */
export function readAtomText(text: string, element: Element): FeedText | undefined {
  const attributes = attributesOf(text, element);
  if (attributes.get('src') && innerText(text, element) === '') return undefined;
  const type = (attributes.get('type') ?? 'text').trim().toLowerCase().split(';', 1)[0]?.trim() ?? 'text';
  if (type === 'multipart/alternative') return richest(text, element);
  const mode = attributes.get('mode')?.trim().toLowerCase();
  if (mode === 'base64') return base64Text(text, element);
  if (type === 'xhtml' || type.endsWith('+xml') || type.endsWith('/xml') || (mode === 'xml' && type !== 'text/plain')) {
    return filled(xhtmlOf(text, element), 'html');
  }
  if (type === 'html' || type === 'text/html') return filled(escapedHtml(text, element), 'html');
  if (type === 'text' || type.startsWith('text/') || type === '') return plainText(text, element);
  return base64Text(text, element);
}

/** Atom 0.3 may state a content in several forms: the last of those with markup, else the last. */
function richest(text: string, element: Element): FeedText | undefined {
  const parts = childrenNamed(element, 'atom:content').slice(0, MAX_PARTS);
  const read = parts.map((part) => readAtomText(text, part)).filter((part) => part !== undefined);
  return read.findLast((part) => part.type === 'html') ?? read.at(-1);
}

const MAX_PARTS = 20;

/** The words of a title, by the type it states. */
export function readAtomTitle(text: string, element: Element): Title | undefined {
  const read = readAtomText(text, element);
  return read?.type === 'html' ? htmlTitle(read.value) : read && plainTitle(read.value);
}

const filled = (value: string, type: FeedText['type']): FeedText | undefined =>
  value.trim() === '' ? undefined : { value: value.trim(), type };

/** Markup inside a plain text: the type is wrong, the markup is not. */
const plainText = (text: string, element: Element): FeedText | undefined =>
  element.children.length > 0 ? filled(xhtmlOf(text, element), 'html') : filled(innerText(text, element), 'text');

/** The single `div` that XHTML comes in is no part of it (RFC 4287 §3.1.1.3). */
function xhtmlOf(text: string, element: Element): string {
  const [only, ...others] = element.children;
  const inner = only && others.length === 0 && only.local === 'div' ? only : element;
  return innerMarkup(text, inner);
}

const escapedHtml = (text: string, element: Element): string =>
  element.children.length > 0 ? innerMarkup(text, element, { escaped: true }) : innerText(text, element);

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Other types come in base64; what is none was mislabelled and is taken as it stands. */
function base64Text(text: string, element: Element): FeedText | undefined {
  const stated = innerText(text, element);
  const packed = stated.replace(/\s+/g, '');
  if (packed.length % 4 !== 0 || !BASE64.test(packed)) return guessedText(stated);
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const decoded = new TextDecoder().decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells binary content
  return /[\u0000-\u0008\uFFFD]/.test(decoded) ? undefined : guessedText(decoded);
}
