import type { BytesFormat, Format, FormatInput } from '../draft.ts';
import { type Refusal, refuse } from '../reasons.ts';
import { distributorStamp } from './distributor-stamp/index.ts';
import { email } from './email/index.ts';
import { feedEntry } from './feed-entry/index.ts';
import { govukContent } from './govuk-content/index.ts';
import { html } from './html/index.ts';
import { markdown } from './markdown/index.ts';
import { pdf } from './pdf/index.ts';
import { plainText } from './plain-text/index.ts';
import { secExhibit } from './sec-exhibit/index.ts';

/** Formats that read bytes, asked before the bytes are decoded. A new one is a folder and an entry here. */
export const BYTES_FORMATS: readonly BytesFormat[] = [pdf, email];

/** Every format of text, in the order that decides between equally sure ones. A new format is a folder and a line here. */
const FORMATS: readonly Format[] = [feedEntry, govukContent, secExhibit, html, distributorStamp, markdown, plainText];

/** Media types that name something other than a document, whose text would be no release. */
const OTHER = /^(?:image|audio|video|font|multipart|message)\/|\/(?:javascript|css|x-javascript|wasm|calendar|zip)$/;

/** The format that is surest of reading the input. */
export function chooseFormat(input: FormatInput): Format | Refusal {
  if (input.text.trim() === '') {
    return refuse('empty', 'The release has nothing but white space. Look at what its source delivers.');
  }
  let best: Format | undefined;
  let most = 0;
  for (const format of FORMATS) {
    const score = format.recognise(input);
    if (score > most) [best, most] = [format, score];
  }
  if (best && (most > 0.5 || !OTHER.test(input.mediaType))) return best;
  return refuse(
    'unsupported-media-type',
    `No format reads ${input.mediaType}. Take the address off the source, or add a format for it.`,
  );
}
