import type { Link } from '../../draft.ts';
import { fold } from '../../text/fold.ts';
import { webAddress } from '../../text/links.ts';
import type { DomElement } from './dom.ts';

const LINKS_MOST = 500;
const TEXT_MOST = 300;

/** The links of a document as a walk over it gathers them, each address once. */
export interface Links {
  readonly links: Link[];
  readonly seen: Set<string>;
  /** What addresses are relative to. */
  readonly base: string | undefined;
}

export function takeLink(element: DomElement, { links, seen, base }: Links): void {
  const href = element.getAttribute('href');
  const url = href === null || href.startsWith('#') ? undefined : webAddress(href, base);
  if (url === undefined || seen.has(url) || links.length >= LINKS_MOST) return;
  seen.add(url);
  const text = fold(element.textContent ?? '').slice(0, TEXT_MOST);
  links.push(text === '' ? { url } : { url, text });
}
