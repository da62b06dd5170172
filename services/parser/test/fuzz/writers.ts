import type { Writer } from './document.ts';
import { writeEmail } from './documents/email.ts';
import { writeFeedEntry } from './documents/feed.ts';
import { writeGovukContent } from './documents/govuk.ts';
import { writeHtml } from './documents/html.ts';
import { writeMarkdown } from './documents/markdown.ts';
import { writePdf } from './documents/pdf.ts';
import { writePlainText } from './documents/plain-text.ts';
import { writeSecExhibit } from './documents/sec.ts';
import { writeStamp } from './documents/stamp.ts';

/** A writer for every format of the parser. A new format is an entry here; a test compares the names. */
export const WRITERS: Readonly<Record<string, Writer>> = {
  'distributor-stamp': writeStamp,
  'plain-text': writePlainText,
  markdown: writeMarkdown,
  'feed-entry': writeFeedEntry,
  html: writeHtml,
  'govuk-content': writeGovukContent,
  'sec-exhibit': writeSecExhibit,
  email: writeEmail,
  pdf: writePdf,
};

/** Formats whose bytes hold their words packed: what was written is compared, not the bytes. */
export const PACKED: ReadonlySet<string> = new Set(['email', 'pdf']);
