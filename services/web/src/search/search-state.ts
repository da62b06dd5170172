import { batch, effect, signal } from '@preact/signals';
import type { Answers, Facet, Hit, SearchResult } from '../../generated/api.ts';
import { getAnswer, type Problem, problemOf } from '../api/client.ts';
import { arrival, go, hrefOf, keptScroll, route, type Sort, searchHref } from '../router.ts';
import { counted, showCount } from '../text/counts.ts';
import { announce } from '../ui/announce.ts';

/** What a search found, and the query that found it. */
export interface Found {
  readonly q: string;
  readonly sort: Sort;
  readonly hits: readonly Hit[];
  readonly total: SearchResult['total'];
  readonly cursor: string | undefined;
  /** ms: the server's clock. */
  readonly at: number;
}

const typedAtFirst = route.value.view === 'search' ? route.value.q : '';

/** What stands in the box. */
export const typed = signal(typedAtFirst);
/** The last answer: it stays while a new one is asked for. */
export const found = signal<Found | undefined>(undefined);
export const facets = signal<readonly Facet[]>([]);
/** Whether `facets` belong to an earlier query. */
export const facetsStale = signal(true);
/** Why there are none of this query: its results stand all the same. */
export const facetProblem = signal<Problem | undefined>(undefined);
/** What is wrong with the last request; the results before it stay. */
export const problem = signal<{ readonly problem: Problem; readonly q: string } | undefined>(undefined);
export const loading = signal(false);
export const loadingMore = signal(false);
export const moreProblem = signal<Problem | undefined>(undefined);
/** How many releases have come in since the results were got. */
export const arrived = signal(0);
/** The address of the last search: where a view goes back to. */
export const lastSearch = signal<string | undefined>(undefined);
/** The release that was opened from the results. */
export const opened = signal<string | undefined>(undefined);

/** A pause in the typing, and one while an answer is awaited: a slow server is not asked for every letter. */
const TYPING_MS = { idle: 50, busy: 120 };
const FACETS_MS = 160;
const FACETS = 'issuer,country,entity,topic,kind,lang,source,distributor';
const PAGE = 20;

let running = new AbortController();
let facetTimer: ReturnType<typeof setTimeout> | undefined;
let typingTimer: ReturnType<typeof setTimeout> | undefined;

type Search = Answers['/api/v1/releases'];

const pathOf = (q: string, sort: Sort, more: Readonly<Record<string, string>>): string =>
  `/api/v1/releases?${new URLSearchParams({ q, sort, ...more })}`;

/** Asks for a query's first page; whatever was asked before is dropped. `scroll`: where its results are shown from. */
export async function search(q: string, sort: Sort, scroll?: 'top'): Promise<void> {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  clearTimeout(facetTimer);
  loading.value = true;
  facetsStale.value = true;
  try {
    const { data, at } = await getAnswer<Search>(
      pathOf(q, sort, { limit: String(PAGE), highlight: String(q !== '') }),
      signal,
    );
    batch(() => {
      found.value = { q, sort, hits: data.hits, total: data.total, cursor: data.cursor, at };
      problem.value = undefined;
      moreProblem.value = undefined;
      loading.value = false;
      arrived.value = 0;
    });
    announce(totalText(data.total));
    requestAnimationFrame(() => scrollTo(0, scroll === 'top' || arrival.peek() === 'push' ? 0 : keptScroll()));
    // The facets of a great many matches take longer than the first page: they come after it, once one stops typing.
    facetTimer = setTimeout(() => void loadFacets(q, sort, signal), FACETS_MS);
  } catch (error) {
    if (signal.aborted) return;
    batch(() => {
      problem.value = { problem: problemOf(error), q };
      loading.value = false;
    });
  }
}

async function loadFacets(q: string, sort: Sort, signal: AbortSignal): Promise<void> {
  try {
    const { data } = await getAnswer<Search>(pathOf(q, sort, { limit: '1', facets: FACETS }), signal);
    batch(() => {
      facets.value = data.facets;
      facetsStale.value = false;
      facetProblem.value = undefined;
    });
  } catch (error) {
    if (!signal.aborted) facetProblem.value = problemOf(error);
  }
}

/** Asks for the next page. Returns the first new release, which takes the focus. */
export async function loadMore(): Promise<string | undefined> {
  const before = found.value;
  if (before?.cursor === undefined || loadingMore.value) return undefined;
  const { signal } = running;
  loadingMore.value = true;
  try {
    const more = { limit: String(PAGE), highlight: String(before.q !== ''), cursor: before.cursor };
    const { data } = await getAnswer<Search>(pathOf(before.q, before.sort, more), signal);
    const known = new Set(before.hits.map(({ releaseId }) => releaseId));
    const fresh = data.hits.filter(({ releaseId }) => !known.has(releaseId));
    batch(() => {
      found.value = { ...before, hits: [...before.hits, ...fresh], cursor: data.cursor };
      moreProblem.value = undefined;
    });
    announce(`${counted(fresh.length, 'more release')}`);
    return fresh[0]?.releaseId;
  } catch (error) {
    if (!signal.aborted) moreProblem.value = problemOf(error);
    return undefined;
  } finally {
    loadingMore.value = false;
  }
}

export const totalText = ({ value, exact }: SearchResult['total']): string =>
  exact ? counted(value, 'release') : `More than ${showCount(value)} releases`;

/** Whether the newest step of the history is a query that is still being typed: further letters replace it. */
let drafting = false;

/** What is typed is looked for when the typing pauses; the address follows, as one step of the history for all of it. */
export function type(text: string): void {
  typed.value = text;
  clearTimeout(typingTimer);
  // Who empties the box over another view does not leave that view by it.
  const stays = text.trim() === '' && route.peek().view !== 'search';
  typingTimer = stays ? undefined : setTimeout(show, loading.peek() ? TYPING_MS.busy : TYPING_MS.idle);
}

function show(): void {
  typingTimer = undefined;
  const at = route.peek();
  const isSearch = at.view === 'search';
  const href = searchHref(typed.peek().trim(), isSearch ? at.sort : 'newest');
  if (isSearch && hrefOf(at) === href) return;
  go(href, isSearch && drafting ? 'replace' : 'push');
  drafting = true;
}

/** Looks at once for what was typed, anew where nothing changed; what is typed next is a new step. */
export function submit(): void {
  clearTimeout(typingTimer);
  const before = route.peek();
  show();
  drafting = false;
  const at = route.peek();
  if (at === before && at.view === 'search') void search(at.q, at.sort, 'top');
}

/** Ends the typing as the box loses the focus. Who only passes through the box stays where they are. */
export function endTyping(): void {
  if (typingTimer !== undefined) {
    clearTimeout(typingTimer);
    show();
  }
  drafting = false;
}

/** Goes to another query: by the order, a chip, an example. */
export function goTo(q: string, sort?: Sort): void {
  clearTimeout(typingTimer);
  typingTimer = undefined;
  drafting = false;
  const at = route.peek();
  go(searchHref(q, sort ?? (at.view === 'search' ? at.sort : 'newest')));
}

/** Looks for what the address says, whenever it says something new. */
effect(() => {
  const at = route.value;
  if (at.view !== 'search') return;
  lastSearch.value = hrefOf(at);
  const shown = found.peek();
  if (typed.peek().trim() !== at.q) {
    typed.value = at.q;
    drafting = false;
  }
  const isShown = shown?.q === at.q && shown.sort === at.sort && problem.peek() === undefined;
  if (!isShown) void search(at.q, at.sort);
});
