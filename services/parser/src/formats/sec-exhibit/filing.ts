/** One document of a filing, as EDGAR's SGML wraps it. */
export interface FiledDocument {
  /** `8-K`, `EX-99.1`, `GRAPHIC`, … in capitals. */
  readonly type: string;
  readonly description: string;
  readonly filename: string;
  /** What stands between its `<TEXT>` marks: HTML, text, or an encoded file. */
  readonly text: string;
}

/** A filing taken apart, or one of its documents with the wrapping on. */
export interface Filing {
  /** The filer as its registration has it, often in capitals. */
  readonly company?: string;
  /** `YYYYMMDD`. */
  readonly filed?: string;
  readonly form?: string;
  readonly documents: readonly FiledDocument[];
}

const OPEN = /<DOCUMENT>\s{0,20}<TYPE>/gi;
const DOCUMENTS_MOST = 500;
const HEADER_MOST = 64 * 1024;

/**
 * Takes a submission text file of EDGAR apart: header fields and documents. The tags have no end tags but
 * `</DOCUMENT>` and `</TEXT>`. Linear in the text's length.
 *
 * @returns `undefined` where the text has no `<DOCUMENT>`
 */
export function parseFiling(text: string): Filing | undefined {
  const starts = [...text.matchAll(OPEN)].slice(0, DOCUMENTS_MOST).map((match) => match.index);
  const first = starts[0];
  if (first === undefined) return undefined;
  const header = text.slice(0, Math.min(first, HEADER_MOST));
  const company = field(header, /COMPANY CONFORMED NAME:\s{0,40}([^\n]{1,200})/i);
  const filed = field(header, /FILED AS OF DATE:\s{0,40}(\d{8})/i);
  const form = field(header, /CONFORMED SUBMISSION TYPE:\s{0,40}([^\n]{1,40})/i);
  return {
    ...(company === undefined ? {} : { company }),
    ...(filed === undefined ? {} : { filed }),
    ...(form === undefined ? {} : { form }),
    documents: starts.map((start, i) => documentOf(text.slice(start, starts[i + 1] ?? text.length))),
  };
}

function documentOf(part: string): FiledDocument {
  const at = part.slice(0, 4096).search(/<TEXT>/i);
  const head = at < 0 ? part.slice(0, 4096) : part.slice(0, at);
  const body = at < 0 ? '' : part.slice(at + '<TEXT>'.length);
  const end = lastTag(body);
  return {
    type: (field(head, /<TYPE>([^\n<]{1,60})/i) ?? '').toUpperCase(),
    description: field(head, /<DESCRIPTION>([^\n<]{1,300})/i) ?? '',
    filename: field(head, /<FILENAME>([^\n<]{1,300})/i) ?? '',
    text: end < 0 ? body : body.slice(0, end),
  };
}

/** Where `</TEXT>` stands that ends the document: near its end. */
function lastTag(body: string): number {
  const tail = Math.max(0, body.length - 4096);
  const at = body.slice(tail).toUpperCase().lastIndexOf('</TEXT>');
  return at < 0 ? -1 : tail + at;
}

const field = (text: string, pattern: RegExp): string | undefined => {
  const value = pattern.exec(text)?.[1]?.trim();
  return value === '' ? undefined : value;
};

const EXHIBIT = /^EX-99(?:\.(.{0,20}))?$/;
const ENCODED = /^\s*(?:<PDF>|begin \d{3} )/i;

/**
 * The exhibit that is the press release: one that its description calls so, else 99.1, else the first of the others.
 */
export function pressRelease(filing: Filing): FiledDocument | undefined {
  const exhibits = filing.documents.filter((one) => EXHIBIT.test(one.type) && !ENCODED.test(one.text.slice(0, 200)));
  const named = exhibits.find((one) => /\b(?:press|news|media)\s?release\b/i.test(one.description));
  return named ?? exhibits.find((one) => /^EX-99(?:\.0?1)?$/.test(one.type)) ?? exhibits[0];
}
