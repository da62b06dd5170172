import { proseOf } from './prose.ts';
import type { LightDocument } from './tree/light-document.ts';
import type { LightElement } from './tree/light-element.ts';

const CONTAINERS = '[itemprop~="articleBody"], article, [role~="article"], main, [role~="main"]';

/** Less prose than this makes no text of a release. */
const LEAST = 200;

/** An element that by its own words holds the page's text, with what it takes to find it in the same page again. */
export interface Container {
  readonly prose: number;
  readonly find: (document: LightDocument) => LightElement | undefined;
}

/** The narrowest element that is marked as the text: a body of an article, else the one article, else the main part. */
export function containerOf(document: LightDocument): Container | undefined {
  const prose = proseOf(document.body);
  const all = document.querySelectorAll(CONTAINERS);
  const large = all.filter((element) => (prose.get(element) ?? 0) >= LEAST);
  const ranks: ((element: LightElement) => boolean)[] = [
    ({ values }) => values.itemprop !== undefined,
    ({ tagName, values }) => tagName === 'ARTICLE' || values.role === 'article',
    () => true,
  ];
  for (const isOf of ranks) {
    const [only, ...more] = large.filter(isOf);
    if (!only || more.some((element) => !only.contains(element))) continue;
    const index = all.indexOf(only);
    return { prose: prose.get(only) ?? 0, find: (same) => same.querySelectorAll(CONTAINERS)[index] };
  }
  return undefined;
}
