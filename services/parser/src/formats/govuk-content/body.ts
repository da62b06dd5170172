import type { Draft } from '../../draft.ts';
import { blocksOf } from '../../text/blocks.ts';
import { fold } from '../../text/fold.ts';
import { groupsOf } from '../../text/groups.ts';
import { readFragment } from '../html/fragment.ts';
import { type Fields, fieldsOf, listIn, textIn } from './item.ts';

/** An item's body: `details.body`, else the parts of a guide, else its summary. */
export function takeBody(item: Fields, details: Fields, draft: Draft, base: string): void {
  const seen = new Set(draft.links.map((link) => link.url));
  const html = htmlOf(details.body);
  if (html !== undefined) takeHtml(html, draft, base, seen);
  draft.bodyFrom = 'details.body';
  if (draft.blocks.length > 0) return;
  for (const part of listIn(details, 'parts')) {
    const title = fold(textIn(part, 'title') ?? '');
    if (title !== '') draft.blocks.push({ kind: 'heading', text: title, level: 2 });
    takeHtml(htmlOf(part.body) ?? '', draft, base, seen);
  }
  draft.bodyFrom = 'details.parts';
  if (draft.blocks.length > 0) return;
  draft.blocks = blocksOf(groupsOf(textIn(item, 'description') ?? ''));
  draft.bodyFrom = 'description';
}

/** A body is HTML, or the same text in several forms: `[{content_type, content}]`. */
function htmlOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body;
  if (!Array.isArray(body)) return undefined;
  const forms = body.map(fieldsOf);
  const form = forms.find((one) => one.content_type === 'text/html');
  return form === undefined ? undefined : textIn(form, 'content');
}

function takeHtml(html: string, draft: Draft, base: string, seen: Set<string>): void {
  const { blocks, links } = readFragment(html, base);
  for (const block of blocks) draft.blocks.push(block);
  for (const link of links) {
    if (seen.has(link.url)) continue;
    seen.add(link.url);
    draft.links.push(link);
  }
}
