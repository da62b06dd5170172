import { searchHref } from '../router.ts';
import { filtersOf, withoutTerm } from '../text/query-terms.ts';
import { Command } from '../ui/parts.tsx';

/** Nothing found, or nothing there yet: what to do about it. */
export function EmptyView({ first = false, query = '' }: { first?: boolean; query?: string }) {
  if (first) {
    return (
      <section class="notice">
        <h2 class="notice-title">No release has come in yet</h2>
        <p>Bring in a file, a folder or a page, from the folder of Presswatch:</p>
        <Command text="npm run presswatch -- ingest PATH" label="the command that brings in a file" />
        <p>
          or drop files into <code>data/inbox/</code>, or <a href="/sources">enable a source</a>. New releases show up
          here by themselves.
        </p>
      </section>
    );
  }
  const filters = filtersOf(query);
  return (
    <section class="notice">
      <h2 class="notice-title">Nothing found</h2>
      <p>
        Try fewer words, <code>word*</code> for words that begin so, or <code>one OR other</code>.{' '}
        <a href="/help">How to search</a>
      </p>
      {filters.length > 0 && (
        <ul class="suggestions">
          {filters.map((term) => (
            <li key={term.start}>
              <a href={searchHref(withoutTerm(query, term))}>
                Search without <code>{term.text}</code>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
