import { el, getJson, marked } from './dom.js';
import { count, moment, statedTime } from './format.js';

const FACETS = {
  issuer: 'Issuer',
  country: 'Country',
  topic: 'Topic',
  kind: 'Kind',
  lang: 'Language',
  source: 'Source',
};

export const searchHash = (q, sort) => {
  const parameters = new URLSearchParams();
  if (q !== '') parameters.set('q', q);
  if (sort === 'relevance') parameters.set('sort', sort);
  const text = parameters.toString();
  return text === '' ? '#/' : `#/?${text}`;
};

const path = (q, sort, more) =>
  `/api/v1/releases?${new URLSearchParams({ q, sort, limit: '20', highlight: String(q !== ''), ...more })}`;

/** Adds a facet's value to a query. */
const narrowed = (q, field, value) => {
  const plain = /^[\p{L}\p{N}_-]+$/u.test(value);
  return `${q} ${field}:${plain ? value : `"${value.replaceAll('"', ' ')}"`}`.trim();
};

/** The results of a query, with facets and a button for more. */
export async function searchView({ q, sort }, signal, say) {
  const page = await getJson(path(q, sort, { facets: Object.keys(FACETS).join(',') }), signal);
  const total = `${page.total.exact ? '' : 'more than '}${count(page.total.value)} ${page.total.value === 1 ? 'release' : 'releases'}`;
  say(total);
  if (page.hits.length === 0) return emptyView(q);
  const list = el('ol', { class: 'hits' }, page.hits.map(hitView));
  const results = el('section', { 'aria-label': 'Results' }, el('p', { class: 'soft' }, total), list);
  if (page.cursor) results.append(moreButton(list, { q, sort, cursor: page.cursor }, signal, say));
  return el('div', { class: 'columns' }, results, facetsView(page.facets, q, sort));
}

function emptyView(q) {
  const text =
    q === ''
      ? 'No release has come in yet. Put files into the drop folder, or run: npm run presswatch -- ingest PATH'
      : 'No release matches. Try fewer words, or word* for words that begin so.';
  return el('section', { class: 'note' }, el('h1', {}, 'Nothing found'), el('p', {}, text));
}

function hitView(hit) {
  const title = hit.highlights.find(({ field }) => field === 'title');
  const shown = title ? marksOf(title) : (hit.title ?? '(withdrawn before it was read)');
  const date = hit.published ? statedTime(hit.published) : `first seen ${moment(hit.firstSeen)}`;
  const facts = [hit.issuer?.name, date, hit.kind, hit.withdrawnAt === null ? null : 'withdrawn'].filter(Boolean);
  return el(
    'li',
    {},
    el('h2', {}, el('a', { href: `#/release/${hit.releaseId}` }, shown)),
    el('p', { class: 'soft' }, facts.join(' · ')),
    hit.highlights.filter(({ field }) => field === 'body').map((highlight) => el('p', {}, marksOf(highlight))),
  );
}

const marksOf = ({ text, marks }) =>
  marked(
    text,
    marks.map(([start, end]) => ({ start, end, attributes: {} })),
  );

function facetsView(facets, q, sort) {
  const filled = facets.filter(({ values }) => values.length > 0);
  return el(
    'aside',
    { class: 'facets', 'aria-label': 'Narrow the results' },
    filled.map(({ field, values, sampled }) => [
      el('h2', {}, FACETS[field] ?? field, sampled && el('span', { class: 'soft' }, ' (newest 10,000)')),
      el(
        'ul',
        {},
        values
          .slice(0, 8)
          .map(({ value, label, count: matches }) =>
            el(
              'li',
              {},
              el('a', { href: searchHash(narrowed(q, field, value), sort) }, label),
              el('span', { class: 'soft' }, count(matches)),
            ),
          ),
      ),
    ]),
  );
}

function moreButton(list, { q, sort, cursor }, signal, say) {
  let next = cursor;
  const load = async () => {
    button.disabled = true;
    try {
      const page = await getJson(path(q, sort, { cursor: next }), signal);
      const items = page.hits.map(hitView);
      list.append(...items);
      items[0]?.querySelector('a').focus();
      say(`${page.hits.length} more`);
      next = page.cursor;
      button.hidden = next === undefined;
    } catch (problem) {
      if (!signal.aborted) say(problem.detail ?? 'loading more failed; try again');
      button.textContent = 'That failed: try again';
    }
    button.disabled = false;
  };
  const button = el('button', { type: 'button', on: { click: load } }, 'Show more');
  return button;
}
