/** No wait that a site asks for is taken to be longer: a wrong clock must not silence a source for years. */
const LONGEST = 7 * 24 * 60 * 60 * 1000;

/**
 * Reads Retry-After (RFC 9110 §10.2.3): seconds or a date.
 *
 * @param now ms
 * @returns ms of the time before which not to ask again; undefined where the header says none
 */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  const stated = value?.trim();
  if (stated === undefined || stated === '') return undefined;
  const until = /^\d{1,10}$/.test(stated) ? now + Number(stated) * 1000 : Date.parse(stated);
  if (!Number.isFinite(until) || until <= now) return undefined;
  return Math.min(until, now + LONGEST);
}
