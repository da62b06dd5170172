import type { Fetched } from '../../http/fetch-url.ts';
import type { PollResult } from '../poll.ts';

type Bad = Extract<PollResult, { kind: 'bad' }>;

/** Why a response is nothing to read, or undefined where it is: by its status (RFC 9110 §15) and its size. */
export function refusalOf(fetched: Fetched): Bad | undefined {
  const { status } = fetched;
  if (status >= 200 && status < 300) return fetched.overflowed ? tooLarge(fetched) : undefined;
  const retry = fetched.retryAt === undefined ? {} : { retryAt: fetched.retryAt };
  const [state, words] = wording(status);
  const message = `${new URL(fetched.url).host} answered with status ${status}: ${words}`;
  return { kind: 'bad', state, reason: `http-${status}`, message, published: 0, ...retry };
}

function wording(status: number): readonly [Bad['state'], string] {
  if (status === 410) return ['gone', 'the feed is gone for good. Disable the source, or give its new address'];
  if (status === 404) return ['failing', 'there is nothing at this address. Check it, or disable the source'];
  if (status === 429) return ['blocked', 'it is asked too often. It is left alone for as long as it asks'];
  if (status === 401 || status === 403 || status === 451) {
    return ['blocked', 'it does not let us in. Ask the site, or set PRESSWATCH_CONTACT so that it knows who asks'];
  }
  if (status >= 500) return ['failing', 'the site is in trouble. It is tried again later'];
  return ['failing', 'this is no answer to read. Check the address in a browser'];
}

const tooLarge = (fetched: Fetched): Bad => ({
  kind: 'bad',
  state: 'failing',
  reason: 'body-too-large',
  message: `${new URL(fetched.url).host} sent more than ${fetched.bytes.length} bytes, which is no feed to read. Check the address`,
  published: 0,
});
