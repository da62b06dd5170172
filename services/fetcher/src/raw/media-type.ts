/** What bytes are, as far as name and beginning tell. */
export interface MediaType {
  /** Without parameters, in lower case. */
  readonly mediaType: string;
  /** As the transport labelled it. */
  readonly charset?: string;
}

export const UNKNOWN_MEDIA_TYPE = 'application/octet-stream';

const BY_EXTENSION: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'application/xhtml+xml',
  md: 'text/markdown',
  markdown: 'text/markdown',
  txt: 'text/plain',
  text: 'text/plain',
  json: 'application/json',
  xml: 'application/xml',
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  rdf: 'application/rdf+xml',
  pdf: 'application/pdf',
  eml: 'message/rfc822',
  rtf: 'application/rtf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
};

/** First bytes of files that are no text, in Latin-1. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['%PDF-', 'application/pdf'],
  ['PK\u0003\u0004', 'application/zip'],
  ['\u001f\u008b', 'application/gzip'],
  ['\u0089PNG', 'image/png'],
  ['\u00ff\u00d8\u00ff', 'image/jpeg'],
  ['GIF8', 'image/gif'],
  ['{\\rtf', 'application/rtf'],
  ['\u00d0\u00cf\u0011\u00e0', 'application/x-ole-storage'],
];

/** Types that servers send when they do not know. */
const VAGUE = new Set([
  '',
  UNKNOWN_MEDIA_TYPE,
  'binary/octet-stream',
  'application/unknown',
  'text/plain',
  'unknown/unknown',
]);
/** Types that feeds come under, in files and from servers: whether it is one, its content tells. */
const FEEDS = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
  'application/xml',
  'text/xml',
  'application/json',
]);

/** Whether bytes of this type are worth reading as a feed. */
export const mayBeFeed = (mediaType: string): boolean => FEEDS.has(mediaType);

const CONTAINERS = new Set(['application/zip', 'application/x-ole-storage']);

/**
 * The media type of fetched bytes: the header's, unless it says nothing; else what the first bytes are; else what the
 * name ends in.
 */
export function mediaTypeOf(input: {
  readonly bytes: Uint8Array;
  readonly header?: string | undefined;
  readonly name?: string | undefined;
}): MediaType {
  const stated = parseContentType(input.header);
  const named = byName(input.name);
  const mediaType = VAGUE.has(stated.mediaType)
    ? decide(sniff(input.bytes), named, stated.mediaType)
    : stated.mediaType;
  return { mediaType, ...(stated.charset !== undefined && { charset: stated.charset }) };
}

function decide(found: string | undefined, named: string | undefined, stated: string): string {
  if (found !== undefined && found !== 'text/plain') return CONTAINERS.has(found) && named ? named : found;
  const isText = found === 'text/plain';
  if (named !== undefined) return isText || !named.startsWith('text/') ? named : UNKNOWN_MEDIA_TYPE;
  if (isText) return 'text/plain';
  return stated || UNKNOWN_MEDIA_TYPE;
}

/** Takes a Content-Type apart; an invalid one gives an empty type. */
export function parseContentType(header: string | undefined): MediaType {
  const [type = '', ...parameters] = (header ?? '').slice(0, 500).split(';');
  const mediaType = type.trim().toLowerCase();
  const label = parameters.map((p) => /^\s{0,5}charset\s{0,5}=\s{0,5}["']?([^"'\s]{1,60})/i.exec(p)?.[1]).find(Boolean);
  const valid = /^[a-z0-9!#$&^_.+-]{1,80}\/[a-z0-9!#$&^_.+-]{1,100}$/.test(mediaType);
  return { mediaType: valid ? mediaType : '', ...(label !== undefined && { charset: label.toLowerCase() }) };
}

const byName = (name: string | undefined): string | undefined =>
  BY_EXTENSION[/\.([a-z0-9]{1,8})$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? ''];

const LOOK = 1_024;

/** What the first bytes are; undefined where they are bytes of no kind known. */
function sniff(bytes: Uint8Array): string | undefined {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOK)).toString('latin1');
  const signature = SIGNATURES.find(([mark]) => latin1.startsWith(mark));
  if (signature) return signature[1];
  const wide = /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(latin1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells binary content
  if (!wide && /[\u0000-\u0008\u000e-\u001a]/.test(latin1)) return undefined;
  const text = (
    wide ? latin1.replaceAll('\u0000', '').slice(2) : latin1.replace(/^\u00ef\u00bb\u00bf/, '')
  ).trimStart();
  if (/^(?:<!--[\s\S]{0,400}?-->\s{0,20})?<(?:!doctype html|html|head|body)\b/i.test(text)) return 'text/html';
  if (/^<\?xml\b/i.test(text))
    return /<html\b/i.test(text) ? 'application/xhtml+xml' : (xmlKind(text) ?? 'application/xml');
  return xmlKind(text) ?? (/^(?:\{\s{0,50}["}]|\[\s{0,50}[{"\]])/.test(text) ? 'application/json' : 'text/plain');
}

function xmlKind(text: string): string | undefined {
  if (/<rss\b/i.test(text)) return 'application/rss+xml';
  if (/<rdf:RDF\b/i.test(text)) return 'application/rdf+xml';
  return /<feed\b[^>]{0,400}\batom/i.test(text) ? 'application/atom+xml' : undefined;
}
