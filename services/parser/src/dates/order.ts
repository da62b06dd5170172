/** In which order a date written in numbers names day and month. */
export type DateOrder = 'dmy' | 'mdy';

/** Languages whose numeric dates with slashes go month first, by region. English without a region says nothing. */
const MONTH_FIRST = new Set(['en-us', 'en-ph', 'en-pr', 'en-gu', 'es-us', 'es-pr']);
const SILENT = new Set(['en', 'zh', 'ja', 'ko', 'hu', 'sv', 'lt', 'und']);

/** The order that a document's language implies for `03/04/2024`, or `undefined` where it says nothing. */
export function orderOfLanguage(tag: string | undefined): DateOrder | undefined {
  if (tag === undefined) return undefined;
  const key = tag.toLowerCase().replace('_', '-');
  if (MONTH_FIRST.has(key)) return 'mdy';
  const [language = ''] = key.split('-');
  if (SILENT.has(key) || (language !== 'en' && SILENT.has(language))) return undefined;
  return 'dmy';
}

const MONTH_FIRST_HOSTS = /\.(?:us|gov|mil)$/;
const DAY_FIRST_HOSTS = /\.(?:uk|ie|au|nz|in|za|ng|ke|gh|sg|hk|mt|eu)$/;

/** The order that is usual where a host of an English-speaking country stands; other hosts say nothing. */
export function orderOfHost(url: string | undefined): DateOrder | undefined {
  const host = url === undefined ? '' : (URL.parse(url)?.hostname ?? '');
  if (MONTH_FIRST_HOSTS.test(host)) return 'mdy';
  return DAY_FIRST_HOSTS.test(host) ? 'dmy' : undefined;
}

const NUMERIC = /(?<![\d/.-])(\d{1,2})\/(\d{1,2})\/\d{4}(?!\d)/g;

/**
 * The order that the dates of one text show among themselves: a first number over 12 can only be a day.
 *
 * @param usual the order that the text's format has where nothing shows otherwise
 */
export function orderShown(text: string, usual: DateOrder): DateOrder {
  for (const [, first, second] of text.matchAll(NUMERIC)) {
    if (Number(first) > 12 && Number(second) <= 12) return 'dmy';
    if (Number(second) > 12 && Number(first) <= 12) return 'mdy';
  }
  return usual;
}
