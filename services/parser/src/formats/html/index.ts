import type { Format, FormatInput } from '../../draft.ts';
import { readHtml } from './read.ts';

const LABEL = /^(?:text\/html|application\/xhtml\+xml)$/;
const START =
  /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])/i;
const TAG = /<(?:p|div|h[1-6]|br|span|table|article|section|ul|ol)\b[^>]{0,300}>/i;

function recognise({ text, mediaType }: FormatInput): number {
  const head = text.slice(0, 4096);
  if (START.test(head)) return 1;
  if (LABEL.test(mediaType)) return /<\w/.test(head) ? 0.8 : 0.2;
  return mediaType === 'text/plain' || !/^\s*</.test(head) || !TAG.test(head) ? 0 : 0.55;
}

/** A page of the web. */
export const html: Format = { name: 'html', recognise, read: readHtml };
