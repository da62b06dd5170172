import type { DomElement } from '../dom.ts';
import type { Item } from './items.ts';
import type { Marks, Section } from './sections.ts';

/** A place of the page that may state a date. */
export interface DatePlace {
  readonly element: DomElement;
  /** What led to it: a `time` element, a class, a line of text with digits. */
  readonly by: 'time' | 'marked' | 'text';
  /** The line, folded, where it was read as one. */
  readonly line: string | undefined;
  /** The line before, where it is short enough to be a label. */
  readonly before: string;
  readonly marks: Marks;
  /** Marks of its parent. */
  readonly around: Marks;
  readonly section: Section | undefined;
  readonly depth: number;
  /** How much text came before, in characters. */
  readonly at: number;
  /** Lies in a link. */
  readonly link: string | undefined;
}

/** A line that names a kind of release and nothing else, as it stands over headlines: `Press release No. 112`. */
export interface KindLine {
  readonly text: string;
  readonly section: Section | undefined;
  readonly depth: number;
  readonly at: number;
}

export interface Heading {
  readonly text: string;
  /** 1 for `h1`. */
  readonly level: number;
  readonly at: number;
}

/** What one walk over a page collects for all that reads its metadata. */
export interface Survey {
  readonly root: DomElement;
  readonly metas: { readonly name: string; readonly content: string }[];
  readonly ld: string[];
  readonly items: Item[];
  readonly headings: Heading[];
  readonly dates: DatePlace[];
  readonly kinds: KindLine[];
  title: string;
  canonical: string | undefined;
}
