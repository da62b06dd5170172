import type { Readability } from '@mozilla/readability';
import { library } from '../../library.ts';
import type { LightDocument } from './tree/light-document.ts';
import type { LightElement } from './tree/light-element.ts';

const readability = library<typeof import('@mozilla/readability')>('@mozilla/readability');
type Input = ConstructorParameters<typeof Readability>[0];

/** Steps of the library that serve what is not asked of it: metadata, images, links made absolute, tags for display. */
const NOT_ASKED = {
  _unwrapNoscriptImages: () => undefined,
  _fixLazyImages: () => undefined,
  _cleanStyles: () => undefined,
  _postProcessContent: () => undefined,
};

/**
 * The element with a page's main content as `@mozilla/readability` finds it. Changes the document.
 *
 * @param title of the release, which the content need not say again
 * @param restored the page's body as the document had it at first, for a second look by the library
 */
export function readable(
  document: LightDocument,
  title: string,
  restored: () => LightElement,
): LightElement | undefined {
  const reader = new (readability().Readability)<LightElement>(document as unknown as Input, {
    charThreshold: 250,
    keepClasses: true,
    disableJSONLD: true,
    serializer: (node) => node as unknown as LightElement,
  });
  document.body.restored = restored;
  Object.assign(reader, NOT_ASKED, { _getArticleMetadata: () => ({ title, byline: 'read elsewhere' }) });
  return reader.parse()?.content ?? undefined;
}

export const NOT_ASKED_STEPS: readonly string[] = [...Object.keys(NOT_ASKED), '_getArticleMetadata'];
