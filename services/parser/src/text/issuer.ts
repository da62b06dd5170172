import type { Block } from '@presswatch/events';
import type { Found } from '../draft.ts';

const ABOUT =
  /^(?:About|Über|Ueber|À propos d(?:e |u |es |'|’)|A propos de |Acerca de(?:l)?|Sobre(?: a| o)?|Informazioni su|Over)\s?(?=\p{Lu})(.{2,100})$/u;
/** What names an organisation, after `About`: not a sentence, no question, no topic in lower case. */
const NAME = /^[\p{Lu}\p{N}][^.!?:;]{1,80}(?:\b(?:Inc|Corp|Co|Ltd|S\.A|S\.p\.A|N\.V|B\.V|plc|LLC)\.?)?[.:]?$/u;
const SOURCE = /^SOURCE:?\s(?=[\p{Lu}\d])(.{2,100})$/u;
const REACH = 60;

/** Who issues a release by its own closing lines: `SOURCE Acme Corp`, or the heading `About Acme`. */
export function closingIssuers(blocks: readonly Block[]): Found[] {
  const found: Found[] = [];
  for (const { text } of blocks.slice(-REACH)) {
    if (text.length > 110) continue;
    const source = SOURCE.exec(text)?.[1];
    if (source !== undefined) found.unshift({ text: source, from: 'source line' });
    const about = ABOUT.exec(text)?.[1];
    if (about !== undefined && NAME.test(about)) found.push({ text: about.replace(/[:]$/, ''), from: 'about heading' });
  }
  return found;
}
