import { resolveBase } from '../links.ts';
import type { FeedLimits, ItemSlice } from '../model.ts';
import { attributesOf } from './text.ts';
import type { Element } from './tree.ts';

/** What a format's reader gets. */
export interface XmlDocument {
  readonly text: string;
  readonly root: Element;
  /** The address that the feed was fetched from. */
  readonly url: string | undefined;
  readonly limits: FeedLimits;
}

/** What elements inherit of those around them. */
export interface Inherited {
  readonly base?: string;
  readonly language?: string;
}

const chainOf = (element: Element): Element[] => {
  const chain: Element[] = [];
  for (let at: Element | undefined = element; at; at = at.parent) chain.unshift(at);
  return chain;
};

/** xml:base and xml:lang in force at an element. */
export function inheritedAt(doc: XmlDocument, element: Element): Inherited {
  let base = doc.url;
  let language: string | undefined;
  for (const at of chainOf(element)) {
    const attributes = attributesOf(doc.text, at);
    base = resolveBase(attributes.get('xml:base'), base);
    language = attributes.get('xml:lang')?.trim() || language;
  }
  return { ...(base !== undefined && { base }), ...(language !== undefined && { language }) };
}

export function sliceOf(element: Element): ItemSlice {
  const within = chainOf(element).slice(0, -1);
  return {
    start: element.start,
    end: element.end,
    within: within.map((at) => ({ name: at.name, start: at.start, end: at.innerStart })),
    ...(!element.closed && { unclosed: element.name }),
  };
}
