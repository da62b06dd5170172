/** Offsets of a value in JSON text. */
export interface Located {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the elements of the array under a member of the top-level object. The text must be valid JSON; time is linear
 * and nothing recurses. Where the member is repeated the last one counts, as `JSON.parse` has it.
 */
export function locateElements(text: string, member: string): Located[] {
  let found: Located[] = [];
  let at = skipBlank(text, skipBlank(text, 0) + 1);
  while (text.charAt(at) === '"') {
    const keyEnd = valueEnd(text, at);
    const isMember = JSON.parse(text.slice(at, keyEnd)) === member;
    const start = skipBlank(text, skipBlank(text, keyEnd) + 1);
    const end = valueEnd(text, start);
    if (isMember) found = text.charAt(start) === '[' ? elementsOf(text, start) : [];
    at = skipBlank(text, end);
    if (text.charAt(at) !== ',') break;
    at = skipBlank(text, at + 1);
  }
  return found;
}

function elementsOf(text: string, open: number): Located[] {
  const found: Located[] = [];
  let at = skipBlank(text, open + 1);
  while (at < text.length && text.charAt(at) !== ']') {
    const end = valueEnd(text, at);
    found.push({ start: at, end });
    at = skipBlank(text, end);
    if (text.charAt(at) === ',') at = skipBlank(text, at + 1);
  }
  return found;
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
  return at;
}

/** Where the value that begins here ends. */
function valueEnd(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"') return stringEnd(text, start);
  return first === '[' || first === '{' ? compoundEnd(text, start) : scalarEnd(text, start);
}

function compoundEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') at = stringEnd(text, at) - 1;
    else if (char === '[' || char === '{') depth++;
    else if ((char === ']' || char === '}') && --depth === 0) return at + 1;
  }
  return text.length;
}

function scalarEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !',]} \t\r\n'.includes(text.charAt(at))) at++;
  return at;
}

function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 92) at++;
    else if (char === 34) return at + 1;
  }
  return text.length;
}
