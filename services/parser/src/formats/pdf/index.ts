import type { BytesFormat, BytesInput } from '../../draft.ts';
import { readPdf } from './read.ts';

const MARK = Buffer.from('%PDF-');
/** Some writers put a few bytes before the mark (ISO 32000-1, annex H.3.4.1). */
const LOOK = 1024;

function recognise({ bytes, mediaType }: BytesInput): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOK));
  const at = head.indexOf(MARK);
  return at === 0 || (at > 0 && mediaType === 'application/pdf');
}

/** A printed page, or many. */
export const pdf: BytesFormat = { name: 'pdf', recognise, read: readPdf };
