/** Ways to reach a contact, as they stand in a text. */
export interface Reach {
  readonly emails: string[];
  readonly phones: string[];
  readonly urls: string[];
  /** What is left of the text without them and the labels that lead to them. */
  readonly rest: string;
}

const EMAIL = /[\p{L}\d][\p{L}\d._%+-]{0,63}\s?(?:@|\[at\]|\(at\))\s?[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,4}/giu;
const URL_TEXT = /(?:https?:\/\/|www\.)[^\s<>"'(),;|]{3,300}/gi;
/** At least seven digits in groups; a plus, bracket or digit begins it. */
const PHONE =
  /(?<![\p{L}\d./:-])(?:\+\s?|\(\+?|00)?\d{1,5}\)?(?:[\s.\-–/()]{1,3}\d{1,9}){1,6}(?:\s?(?:ext|x|Durchwahl|DW)\.?\s?\d{1,6})?(?![\d:%])|(?<![\p{L}\d])\+\d{8,15}(?!\d)|(?<![\p{L}\d.,])\d{10,11}(?![\d.,])/giu;
const LABEL =
  /(?:^|[\s,;|/(•·–—-])(?:t|m|p|f|e|w|o|c|tel(?:e(?:phone|fon|phon|fono|foon))?|phone|ph|mobile?|mobil|cell|office|fax|e-?mail|email us|mail|web(?:site)?|company website|direct|call us|toll[- ]free|téléphone|tél|courriel|correo|telefone|telefoon|tlf|тел|url)\s?[.:]{1,2}(?=\s|$|[+(\d])/giu;

/** Takes addresses and numbers out of a line. */
export function reachOf(line: string): Reach {
  const emails: string[] = [];
  const urls: string[] = [];
  const phones: string[] = [];
  let rest = line;
  if (/@|\[at\]|\(at\)/i.test(rest)) rest = rest.replace(EMAIL, (found) => taken(emails, found.replace(/[.\s]+$/, '')));
  if (/www\.|https?:/i.test(rest))
    rest = rest.replace(URL_TEXT, (found) => taken(urls, found.replace(/[.:!?\]]+$/, '')));
  if (/\d{2}/.test(rest)) rest = rest.replace(PHONE, (found) => (isPhone(found) ? taken(phones, found.trim()) : found));
  return { emails, urls, phones, rest: rest.replace(LABEL, ' ') };
}

const MOST = 12;

function taken(list: string[], found: string): string {
  if (list.length < MOST && !list.includes(found)) list.push(found);
  return ' | ';
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return (
    digits >= 7 &&
    digits <= 16 &&
    !/^\d{1,3}(?:[.,]\d{3})+$|^\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d$|^(?:19|20)\d\d\s?[-–./]\s?(?:\d{1,2}[-./]\d{1,2}|(?:19|20)\d\d)$/.test(
      text.trim(),
    )
  );
}
