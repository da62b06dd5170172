import { innerText } from './text.ts';
import type { Element } from './tree.ts';

/** `vocabulary:local` names, the most trusted first. */
export type Names = readonly string[];

export const keyOf = (element: Element): string => `${element.vocabulary}:${element.local}`;

export const childrenNamed = (parent: Element, key: string): Element[] =>
  parent.children.filter((child) => keyOf(child) === key);

/** The first child of the first name that gives something. */
export function firstOf<T>(parent: Element, names: Names, read: (element: Element) => T | undefined): T | undefined {
  for (const name of names) {
    for (const child of parent.children) {
      if (keyOf(child) !== name) continue;
      const value = read(child);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** The trimmed text of the first child of the first name that has any. */
export const textOf = (text: string, parent: Element, names: Names): string | undefined =>
  firstOf(parent, names, (element) => innerText(text, element) || undefined);

/**
 * Gives the elements of a document that have no namespace, or the root's own unknown one, the vocabulary of the format:
 * feeds forget to declare it, or declare one of their own.
 */
export function adoptVocabulary(root: Element, format: string): void {
  const own = root.vocabulary;
  const queue: Element[] = [root];
  for (let element = queue.pop(); element; element = queue.pop()) {
    if (element.vocabulary === '' || element.vocabulary === own) Object.assign(element, { vocabulary: format });
    for (const child of element.children) queue.push(child);
  }
}
