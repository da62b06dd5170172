import { normaliseUrl } from '@presswatch/identity';

/** What somebody asks after. */
export interface Asked {
  /** A URL, a release's id, a GUID, a path or words of a title. */
  readonly text: string;
  /** The id that was given, or that a release with this link of its own has. */
  readonly releaseId?: string;
  readonly host?: string;
}

/** What is looked at of a record. */
interface Looked {
  readonly key: string;
  readonly value: Uint8Array | null;
}

/** Tells whether a record of any stage is about the release asked after: by key, link, alias, file name or title. */
export function matcherOf(asked: Asked): (record: Looked) => boolean {
  const url = normaliseUrl(asked.text);
  const words = fold(asked.text);
  const isIt = (name: unknown): boolean =>
    typeof name === 'string' && (name === asked.text || (url !== undefined && normaliseUrl(name) === url));
  const isTitle = (title: unknown): boolean =>
    url === undefined && words !== '' && typeof title === 'string' && fold(title).includes(words);
  return ({ key, value }) => {
    if (asked.releaseId !== undefined && key.startsWith(`${asked.releaseId}/`)) return true;
    if (value === null) return false;
    const event = readEvent(value);
    if (event === undefined) return false;
    const hints = isObject(event.hints) ? event.hints : {};
    const names = [event.url, hints.fileName, ...(Array.isArray(event.aliases) ? event.aliases : [])];
    return names.some(isIt) || isTitle(event.title) || isTitle(hints.title);
  };
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A dead letter may hold anything: what is no JSON object is simply not the release. */
function readEvent(value: Uint8Array): Record<string, unknown> | undefined {
  try {
    const event: unknown = JSON.parse(new TextDecoder().decode(value));
    return isObject(event) ? event : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
