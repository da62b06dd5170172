import type { DateContext } from '../dates/index.ts';
import type { Draft } from '../draft.ts';
import { readDateline } from '../text/dateline.ts';
import { closingIssuers } from '../text/issuer.ts';

const DATELINE_BLOCKS = 5;

/** Finds the fields that a release's text gives, whatever its format. */
export function takeFields(draft: Draft, ctx: DateContext): void {
  takeDateline(draft, ctx);
  draft.issuers.push(...closingIssuers(draft.blocks));
}

/** Publication day and distributor out of the dateline, where one opens one of the first paragraphs. */
function takeDateline(draft: Draft, ctx: DateContext): void {
  for (const block of draft.blocks.slice(0, DATELINE_BLOCKS)) {
    if (block.kind !== 'paragraph') continue;
    const dateline = readDateline(block.text, ctx);
    if (!dateline) continue;
    if (dateline.published) draft.published ??= dateline.published;
    if (dateline.distributor !== undefined) draft.distributor ??= { name: dateline.distributor };
    return;
  }
}
