/** An absolute address, or undefined: `base` is ignored where it is none itself. */
function against(link: string, base: string | undefined): string | undefined {
  const url = base === undefined ? URL.parse(link) : (URL.parse(link, base) ?? URL.parse(link));
  return url?.href;
}

/** With a scheme of its own: such a link stays as it was stated, letter for letter. */
const ABSOLUTE = /^[a-z][a-z0-9+.-]{0,30}:/i;

/** A link as stated if it is absolute or nothing is known to resolve it against; otherwise resolved. */
export function resolveLink(link: string | undefined, base: string | undefined): string | undefined {
  const trimmed = link?.trim().replace(/[\t\r\n]+/g, '');
  if (trimmed === undefined || trimmed === '') return undefined;
  if (ABSOLUTE.test(trimmed)) return trimmed;
  return against(trimmed, base) ?? trimmed;
}

/** A base address further inside: relative ones build on the outer; what is no address of the web is none. */
export function resolveBase(inner: string | undefined, outer: string | undefined): string | undefined {
  const resolved = inner === undefined || inner.trim() === '' ? undefined : against(inner.trim(), outer);
  return resolved !== undefined && isWebLink(resolved) ? resolved : outer;
}

export const isWebLink = (link: string): boolean => /^https?:\/\/[^\s/]/i.test(link);
