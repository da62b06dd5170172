import { signal } from '@preact/signals';

export type Sort = 'newest' | 'relevance';

/** Every view has an address, and every address is one of these. */
export type Route =
  | { readonly view: 'search'; readonly q: string; readonly sort: Sort }
  | { readonly view: 'release' | 'way'; readonly id: string }
  | { readonly view: 'revisions'; readonly id: string; readonly from?: string; readonly to?: string }
  | { readonly view: 'original'; readonly id: string; readonly capture?: string; readonly as?: 'page' }
  | { readonly view: 'dead-letters'; readonly stage?: string; readonly reason?: string; readonly status?: string }
  | { readonly view: 'dead-letter'; readonly id: string }
  | { readonly view: 'sources' | 'help' }
  | { readonly view: 'not-found'; readonly path: string };

const some = <N extends string>(name: N, value: string | null): { readonly [K in N]?: string } =>
  (value === null || value === '' ? {} : { [name]: value }) as { readonly [K in N]?: string };

export function readRoute({ pathname, search }: Pick<URL, 'pathname' | 'search'>): Route {
  const query = new URLSearchParams(search);
  const [first = '', id = '', third, fourth, ...more] = pathname.slice(1).split('/').map(decoded);
  const lost: Route = { view: 'not-found', path: pathname };
  if (more.length > 0) return lost;
  if (first === '' && pathname === '/') {
    const sort = query.get('sort') === 'relevance' ? 'relevance' : 'newest';
    return { view: 'search', q: query.get('q') ?? '', sort };
  }
  if (first === 'releases' && /^[0-9a-f]{32}$/.test(id)) return releaseRoute(id, third, fourth, query) ?? lost;
  if (third !== undefined) return lost;
  if (first === 'dead-letters' && id !== '') return { view: 'dead-letter', id };
  if (first === 'dead-letters') {
    const [stage, reason, status] = ['stage', 'reason', 'status'].map((name) => query.get(name));
    return {
      view: 'dead-letters',
      ...some('stage', stage ?? null),
      ...some('reason', reason ?? null),
      ...some('status', status ?? null),
    };
  }
  if ((first === 'sources' || first === 'help') && id === '') return { view: first };
  return lost;
}

function releaseRoute(id: string, tab = '', capture: string | undefined, query: URLSearchParams): Route | undefined {
  if (tab === 'original') {
    const as = query.get('as') === 'page' ? { as: 'page' as const } : {};
    return { view: 'original', id, ...some('capture', capture ?? null), ...as };
  }
  if (capture !== undefined) return undefined;
  if (tab === '') return { view: 'release', id };
  if (tab === 'way') return { view: 'way', id };
  if (tab === 'revisions') {
    return { view: 'revisions', id, ...some('from', query.get('from')), ...some('to', query.get('to')) };
  }
  return undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a lone % means itself
  }
}

/** The address of a view. */
export function hrefOf(route: Route): string {
  switch (route.view) {
    case 'search':
      return `/${queryOf({ q: route.q, sort: route.sort === 'relevance' ? 'relevance' : undefined })}`;
    case 'release':
      return `/releases/${route.id}`;
    case 'way':
      return `/releases/${route.id}/way`;
    case 'revisions':
      return `/releases/${route.id}/revisions${queryOf({ from: route.from, to: route.to })}`;
    case 'original': {
      const capture = route.capture === undefined ? '' : `/${route.capture}`;
      return `/releases/${route.id}/original${capture}${queryOf({ as: route.as })}`;
    }
    case 'dead-letters':
      return `/dead-letters${queryOf({ stage: route.stage, reason: route.reason, status: route.status })}`;
    case 'dead-letter':
      return `/dead-letters/${encodeURIComponent(route.id)}`;
    case 'not-found':
      return route.path;
    default:
      return `/${route.view}`;
  }
}

function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]);
  const text = new URLSearchParams(set).toString();
  return text === '' ? '' : `?${text}`;
}

export const searchHref = (q: string, sort: Sort = 'newest'): string => hrefOf({ view: 'search', q, sort });

const inBrowser = typeof location !== 'undefined';

/** The view that is shown. */
export const route = signal<Route>(inBrowser ? readRoute(location) : { view: 'search', q: '', sort: 'newest' });
/** How it came to be shown: a view that one came back to is shown where one left it. */
export const arrival = signal<'first' | 'push' | 'pop'>('first');

/** What an entry of the history keeps. */
interface Kept {
  readonly scroll?: number;
  /** How many steps before this one the last search is. */
  readonly searchBefore?: number;
}

const kept = (): Kept => (history.state as Kept | null) ?? {};

/** Remembers in the entry of the history how far one had read. */
function keepScroll(): void {
  history.replaceState({ ...kept(), scroll: scrollY } satisfies Kept, '');
}

export const keptScroll = (): number => kept().scroll ?? 0;

/** Goes back to the results as one left them; `otherwise` where none were left. */
export function goBack(otherwise: string): void {
  const { searchBefore } = kept();
  if (searchBefore === undefined) go(otherwise);
  else history.go(-searchBefore);
}

/** Goes to a view of the page. `replace`: without a step in the history. */
export function go(href: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'replace') history.replaceState(history.state, '', href);
  else {
    keepScroll();
    if (href !== location.pathname + location.search) {
      const before = route.peek().view === 'search' ? 0 : kept().searchBefore;
      history.pushState(before === undefined ? {} : ({ searchBefore: before + 1 } satisfies Kept), '', href);
    }
    arrival.value = 'push';
  }
  route.value = readRoute(location);
}

/** Listens to the history and takes over plain clicks on links to views. */
export function startRouter(): void {
  history.scrollRestoration = 'manual';
  addEventListener('popstate', () => {
    arrival.value = 'pop';
    route.value = readRoute(location);
  });
  addEventListener('pagehide', keepScroll);
  document.addEventListener('click', (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = (event.target as Element).closest('a');
    if (link === null || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname.startsWith('/api/') || link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
