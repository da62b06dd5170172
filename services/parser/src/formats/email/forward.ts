import { fold } from '../../text/fold.ts';

/** The header of a mail that stands within the text of another. */
export interface Forward {
  readonly from: { readonly name: string; readonly address: string };
  readonly date: string;
  readonly subject: string;
  /** Index of the first chunk after the header. */
  readonly end: number;
}

const LABELS: readonly (readonly [field: 'from' | 'date' | 'subject' | 'other', words: string])[] = [
  ['from', 'From|Von|De|Da|Van|Från|Fra|Od|Lähettäjä|От|差出人|发件人'],
  [
    'date',
    'Date|Sent|Datum|Gesendet|Envoyé|Fecha|Enviado el|Enviado|Enviada em|Data|Inviato|Verzonden|Skickat|Sendt|Дата|Отправлено|日時|发送时间|日期',
  ],
  ['subject', 'Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne|Temat|Тема|件名|主题'],
  ['other', 'To|An|À|A|Para|Aan|Till|Til|Do|Кому|宛先|收件人|Cc|CC|Kopie|Copie|Reply-To|Antwort an|Importance'],
];
const FIELD_OF = new Map(
  LABELS.flatMap(([field, words]) => words.split('|').map((word) => [word.toLowerCase(), field] as const)),
);
const WORDS = [...FIELD_OF.keys()].sort((a, b) => b.length - a.length).join('|');
const LABEL = new RegExp(`(?<=^|\\s)\\*?(${WORDS})\\*?\\s?[:：]\\*?(?=\\s|$)`, 'giu');
const STARTS = new RegExp(`^\\*?(?:${WORDS})\\*?\\s?[:：]`, 'iu');
/** `---------- Forwarded message ---------`, `-----Ursprüngliche Nachricht-----`, `Begin forwarded message:` */
const RULED = /^[-_*\s]{2,30}\p{L}[\p{L}\s]{4,40}[-_*\s:]{2,30}/u;
const BEGIN =
  /^(?:Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message (?:réexpédié|transféré)|Inicio del mensaje reenviado|Inizio messaggio inoltrato)\s?:/iu;

const HEADER_MOST = 2000;
const CHUNKS_MOST = 9;
const SEARCHED = 60;
/** A mail forwarded twice has its second header soon after the first. */
const AGAIN = 5;
const TIMES = 5;

/**
 * Finds the innermost forwarded mail among the chunks of a mail's text (paragraphs, or runs of lines): who wrote it, when,
 * under which subject, and where its own text begins.
 */
export function findForward(chunks: readonly string[]): Forward | undefined {
  let found: Forward | undefined;
  let reach = SEARCHED;
  let from = 0;
  for (let time = 0; time < TIMES; time++) {
    const next = firstHeader(chunks, from, reach);
    if (!next) return found;
    found = next;
    [from, reach] = [next.end, AGAIN];
  }
  return found;
}

function firstHeader(chunks: readonly string[], from: number, reach: number): Forward | undefined {
  for (let at = from; at < Math.min(chunks.length, from + reach); at++) {
    const chunk = chunks[at] ?? '';
    if (!RULED.test(chunk) && !BEGIN.test(chunk) && !STARTS.test(chunk)) continue;
    let end = at + 1;
    while (end < chunks.length && end - at < CHUNKS_MOST && STARTS.test(chunks[end] ?? '')) end++;
    const header = readHeader(chunks.slice(at, end).join(' ').slice(0, HEADER_MOST));
    if (header) return { ...header, end };
  }
  return undefined;
}

/** Who and a date or a subject make a header; a text may begin with `To:` or `Date:`. */
function readHeader(text: string): Omit<Forward, 'end'> | undefined {
  const body = fold(text.replace(RULED, '').replace(BEGIN, ''));
  if (!STARTS.test(body)) return undefined;
  const values = { from: '', date: '', subject: '', other: '' };
  const labels = [...body.matchAll(LABEL)];
  for (const [i, label] of labels.entries()) {
    const field = FIELD_OF.get((label[1] ?? '').toLowerCase()) ?? 'other';
    const value = body.slice(label.index + label[0].length, labels[i + 1]?.index).trim();
    values[field] ||= value;
  }
  if (values.from === '' || (values.date === '' && values.subject === '')) return undefined;
  return { from: mailbox(values.from), date: values.date, subject: values.subject };
}

/** `"Acme Press" <press@acme.example>`, `Acme Press [mailto:press@acme.example]`, a bare address. */
function mailbox(text: string): { name: string; address: string } {
  const address = /[^\s<>()[\]:"']{1,100}@[^\s<>()[\]"',;]{3,200}/.exec(text)?.[0] ?? '';
  const name = text
    .slice(0, 300)
    .replace(/[<[(].{0,300}$/, '')
    .replace(/["*]/g, '')
    .trim();
  return { name: name.includes('@') ? '' : name, address };
}
