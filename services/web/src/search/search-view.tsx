import { useEffect, useState } from 'preact/hooks';
import { arrival, type Route, route } from '../router.ts';
import { showCount } from '../text/counts.ts';
import { bindKeys } from '../ui/keys.ts';
import { ProblemView, Skeleton } from '../ui/parts.tsx';
import { Chips } from './chips.tsx';
import { EmptyView } from './empty-view.tsx';
import { Facets } from './facets.tsx';
import { QueryFault } from './query-fault.tsx';
import { Results } from './results.tsx';
import { arrived, facets, found, goTo, loading, problem, search, totalText, typed } from './search-state.ts';
import { watch } from './watch.ts';

/** Moves through the results by keys. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('.hit a.hit-link')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at === -1 ? (by === 1 ? 0 : -1) : at + by] ?? links[at];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

export function SearchView() {
  const at = route.value as Extract<Route, { view: 'search' }>;
  const shown = found.value;
  const fault = problem.value;
  const slow = useSlow(loading.value && shown === undefined);
  useEffect(() => {
    document.title = at.q === '' ? 'Presswatch' : `${at.q} · Presswatch`;
  }, [at.q]);
  useEffect(() => bindKeys({ j: () => step(1), k: () => step(-1) }), []);
  useEffect(
    () => (shown === undefined || loading.value ? undefined : watch(shown)),
    [shown?.q, shown?.at, loading.value],
  );
  useEffect(() => {
    if (arrival.value === 'first' && matchMedia('(min-width: 60rem)').matches)
      document.querySelector<HTMLElement>('#q')?.focus();
  }, []);
  const queryFault = fault?.problem.code === 'invalid-query' ? fault : undefined;
  if (fault !== undefined && queryFault === undefined) {
    return <ProblemView problem={fault.problem} retry={() => void search(at.q, at.sort)} />;
  }
  return (
    <>
      <h1 class="hidden">{at.q === '' ? 'Newest releases' : 'Search results'}</h1>
      {queryFault && <QueryFault problem={queryFault.problem} query={queryFault.q} />}
      {shown === undefined ? slow && <Skeleton lines={9} /> : <FoundView />}
    </>
  );
}

function FoundView() {
  const shown = found.value;
  if (shown === undefined) return null;
  const { total, q, sort, hits } = shown;
  if (hits.length === 0 && q === '') return <Waiting />;
  const stale = loading.value || (problem.value !== undefined && typed.value.trim() !== q);
  return (
    <div class="columns">
      <Facets facets={facets.value} query={q} />
      <section class={stale ? 'found found-stale' : 'found'} aria-label="Results" aria-busy={loading}>
        <div class="found-head">
          <p class="total">{totalText(total)}</p>
          <label class="order">
            <span class="hidden">Order</span>
            <select value={sort} onChange={(event) => goTo(q, event.currentTarget.value as typeof sort)}>
              <option value="newest">Newest first</option>
              <option value="relevance">Best match first</option>
            </select>
          </label>
        </div>
        <Chips query={q} />
        {arrived.value > 0 && (
          <button type="button" class="arrived" onClick={() => void search(q, sort, 'top')}>
            {showCount(arrived.value)} new {arrived.value === 1 ? 'release' : 'releases'}
          </button>
        )}
        {hits.length === 0 ? <EmptyView query={q} /> : <Results found={shown} />}
      </section>
    </div>
  );
}

/** Nothing is there yet: what comes in shows up by itself. */
function Waiting() {
  const some = arrived.value > 0;
  useEffect(() => {
    if (some) void search('', 'newest');
  }, [some]);
  return <EmptyView first />;
}

/** Whether something has lasted long enough to be shown. */
function useSlow(active: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!active) return;
    const timer = setTimeout(() => setSlow(true), 150);
    return () => clearTimeout(timer);
  }, [active]);
  return slow;
}
