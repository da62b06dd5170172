/**
 * JSON as pages write it, made into JSON: comments, commas too many, raw line breaks and bare quotation marks in
 * strings, escapes that there are none of, brackets never closed. One pass, linear in the length.
 */
export function repairedJson(source: string): string {
  const state: Repair = { out: [], closing: [], comma: false };
  let i = 0;
  while (i < source.length) i = source[i] === '"' ? takeString(source, i, state) : takeOutside(source, i, state);
  return state.out.join('') + state.closing.reverse().join('');
}

interface Repair {
  readonly out: string[];
  /** What closes the brackets that are open. */
  readonly closing: string[];
  /** A comma was read that stands only if something follows it. */
  comma: boolean;
}

function takeOutside(source: string, at: number, state: Repair): number {
  const char = source.charAt(at);
  if (char === '/' && source[at + 1] === '/') return endOf(source, '\n', at);
  if (char === '/' && source[at + 1] === '*') return endOf(source, '*/', at);
  if (char.trim() === '') return at + 1;
  if (char === ',') {
    state.comma = true;
    return at + 1;
  }
  if (char === '}' || char === ']') {
    state.comma = false;
    if (state.closing.at(-1) === char) state.out.push(state.closing.pop() ?? '');
    return at + 1;
  }
  put(state, char);
  if (char === '{') state.closing.push('}');
  if (char === '[') state.closing.push(']');
  return at + 1;
}

function endOf(source: string, mark: string, at: number): number {
  const end = source.indexOf(mark, at + 2);
  return end < 0 ? source.length : end + mark.length;
}

function put(state: Repair, text: string): void {
  if (state.comma) state.out.push(',');
  state.comma = false;
  state.out.push(text);
}

function takeString(source: string, at: number, state: Repair): number {
  put(state, '"');
  let from = at + 1;
  let i = from;
  const flush = (text: string, next: number) => {
    state.out.push(source.slice(from, i), text);
    from = next;
    i = next;
  };
  while (i < source.length) {
    const code = source.charCodeAt(i);
    if (code === 0x5c) {
      if (/["\\/bfnrtu]/.test(source.charAt(i + 1))) i += 2;
      else flush('', i + 1);
    } else if (code < 0x20) flush(' ', i + 1);
    else if (code === 0x22) {
      if (endsString(source, i + 1)) {
        flush('"', i + 1);
        return i;
      }
      flush('\\"', i + 1);
    } else i++;
  }
  flush('"', i);
  return i;
}

const AHEAD = 60;

/** A quotation mark ends its string where what JSON has after strings follows. */
const endsString = (source: string, at: number): boolean =>
  /^\s*(?:[,:}\]]|\/[/*]|$)/.test(source.slice(at, at + AHEAD));
