import { useEffect, useState } from 'preact/hooks';
import type { Facet } from '../../generated/api.ts';
import { searchHref } from '../router.ts';
import { showCount } from '../text/counts.ts';
import { filtersOf, termOf, withoutTerm, withTerm } from '../text/query-terms.ts';
import { countryName, facetName, kindName, languageName } from '../text/words.ts';
import { facetProblem, facetsStale, found } from './search-state.ts';

const FIRST = 6;

const WIDE = '(min-width: 60rem)';

/** Values that narrow the results; beside them on wide screens, to be opened above them on narrow ones. */
export function Facets({ facets, query }: { facets: readonly Facet[]; query: string }) {
  const [open, setOpen] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const wide = matchMedia(WIDE);
    const change = () => setOpen(wide.matches);
    wide.addEventListener('change', change);
    return () => wide.removeEventListener('change', change);
  }, []);
  const filters = filtersOf(query).length;
  return (
    <details class="facets" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Narrow{filters > 0 && <span class="badge">{filters}</span>}</summary>
      {facetProblem.value !== undefined && (
        <p class="bad facet-problem">These counts could not be got: {facetProblem.value.title}.</p>
      )}
      <div class={facetsStale.value ? 'facet-groups facets-stale' : 'facet-groups'}>
        {facets
          .filter(({ values }) => values.length > 0)
          .map((facet) => (
            <FacetGroup key={facet.field} facet={facet} query={query} />
          ))}
      </div>
    </details>
  );
}

function labelOf(field: string, value: string, label: string): string {
  if (field === 'country') return countryName(value.toUpperCase());
  if (field === 'lang') return languageName(value);
  return field === 'kind' ? kindName(value) : label;
}

function FacetGroup({ facet, query }: { facet: Facet; query: string }) {
  const [all, setAll] = useState(false);
  const { field, values, sampled } = facet;
  const shown = all ? values : values.slice(0, FIRST);
  const sort = found.value?.sort ?? 'newest';
  return (
    <section class="facet">
      <h2>
        {facetName(field)}
        {sampled && <span class="soft"> of the newest 10,000</span>}
      </h2>
      <ul>
        {shown.map(({ value, label, count }) => {
          const term = termOf(query, field, value);
          const next = term === undefined ? withTerm(query, field, value) : withoutTerm(query, term);
          return (
            <li key={value}>
              <a href={searchHref(next, sort)} aria-current={term === undefined ? undefined : 'true'}>
                <bdi>{labelOf(field, value, label)}</bdi>
                {term !== undefined && <span class="hidden"> (remove)</span>}
                <span class="count">{showCount(count)}</span>
              </a>
            </li>
          );
        })}
      </ul>
      {values.length > FIRST && (
        <button type="button" class="more-values" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${values.length - FIRST} more`}
          <span class="hidden"> of {facetName(field)}</span>
        </button>
      )}
    </section>
  );
}
