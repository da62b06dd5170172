import type { BytesFormat, BytesInput } from '../../draft.ts';
import { readEmail } from './read.ts';

const LABEL = 'message/rfc822';
const VAGUE = /^(?:text\/plain|application\/octet-stream|application\/mbox)$/;
const LOOK = 8 * 1024;
const HEADER = /^([A-Za-z][A-Za-z0-9-]{1,60}):(?:\s|$)/;
/** What mail systems write into a message, and people do not. */
const SYSTEM = new Set(
  'received message-id mime-version return-path delivered-to dkim-signature content-type content-transfer-encoding'.split(
    ' ',
  ),
);

function recognise({ bytes, mediaType }: BytesInput): boolean {
  if (mediaType === LABEL) return true;
  if (!VAGUE.test(mediaType)) return false;
  const head = Buffer.from(bytes.subarray(0, LOOK))
    .toString('latin1')
    .replace(/^From [^\n]{1,200}\n/, '');
  const names = new Set<string>();
  for (const line of head.split(/\r?\n/)) {
    if (line === '') break;
    const name = HEADER.exec(line)?.[1]?.toLowerCase();
    if (name !== undefined) names.add(name);
    else if (!/^[ \t]/.test(line)) return false;
  }
  const system = [...names].filter((name) => SYSTEM.has(name)).length;
  return names.has('from') && system >= 2;
}

/** A mail as it was sent, `.eml`. */
export const email: BytesFormat = { name: 'email', recognise, read: readEmail };
