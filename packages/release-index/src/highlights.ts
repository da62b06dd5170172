import { type CompiledQuery, highlight } from '@presswatch/query';
import type { ReleaseContent } from './documents.ts';
import type { Highlight } from './port.ts';

/** What a query finds in the title and the body of a release, marked: one method for every adapter. */
export function highlightsOf(query: CompiledQuery, content: ReleaseContent): Highlight[] {
  const highlights: Highlight[] = [];
  const add = (field: Highlight['field'], text: string): void => {
    for (const fragment of highlight(query, text, { field })) highlights.push({ field, ...fragment });
  };
  add('title', content.title);
  add('body', content.body.map((block) => block.text).join('\n\n'));
  return highlights;
}
