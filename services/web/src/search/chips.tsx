import { filtersOf, withoutTerm } from '../text/query-terms.ts';
import { countryName, facetName, kindName, languageName } from '../text/words.ts';
import { facets, goTo } from './search-state.ts';

/** A filter's value for people. */
function shownValue(field: string, value: string): string {
  const label = facets.value
    .find((facet) => facet.field === field)
    ?.values.find((one) => one.value.toLowerCase() === value.toLowerCase())?.label;
  if (label !== undefined && label.toLowerCase() !== value.toLowerCase()) return label;
  if (field === 'country') return countryName(value.toUpperCase());
  if (field === 'lang') return languageName(value);
  return field === 'kind' ? kindName(value) : value;
}

/** The filters of a query, each with a way to take it out. */
export function Chips({ query }: { query: string }) {
  const filters = filtersOf(query);
  if (filters.length === 0) return null;
  return (
    <ul class="chips" aria-label="Filters">
      {filters.map((term) => {
        const { field = '', value = '', negated, start } = term;
        return (
          <li key={start}>
            <button type="button" class="chip" onClick={() => goTo(withoutTerm(query, term))}>
              <span class="hidden">Remove the filter </span>
              <span class="chip-field">
                {negated && 'not '}
                {facetName(field)}
              </span>{' '}
              <bdi>{shownValue(field, value)}</bdi>
              <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
                <path d="m2.5 2.5 7 7m0-7-7 7" />
              </svg>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
