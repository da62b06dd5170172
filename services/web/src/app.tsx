import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { DeadLetterView } from './operations/dead-letter-view.tsx';
import { DeadLettersView } from './operations/dead-letters-view.tsx';
import { HelpView } from './operations/help-view.tsx';
import { SourcesView } from './operations/sources-view.tsx';
import { ReleasePage } from './release/release-page.tsx';
import { arrival, keptScroll, type Route, route } from './router.ts';
import { SearchView } from './search/search-view.tsx';
import { announcement } from './ui/announce.ts';
import { Header } from './ui/header.tsx';
import { listenToKeys, searchBox } from './ui/keys.ts';
import { KeysSheet } from './ui/keys-sheet.tsx';

/** What a change of view is: another query is none. */
const placeOf = (at: Route): string => ('id' in at ? `${at.view} ${at.id}` : at.view);

export function App() {
  const at = route.value;
  const main = useRef<HTMLElement>(null);
  const place = placeOf(at);
  useEffect(listenToKeys, []);
  useLayoutEffect(() => {
    if (arrival.value === 'first') return;
    if (arrival.value === 'push') {
      scrollTo(0, 0);
      // Who types a search from another view goes on typing.
      if (document.activeElement !== searchBox()) main.current?.focus({ preventScroll: true });
      return;
    }
    scrollTo(0, keptScroll());
    main.current?.querySelector<HTMLElement>('[data-returned]')?.focus({ preventScroll: true });
  }, [place]);
  const skip = (event: Event) => {
    event.preventDefault(); // the address stays that of the view
    main.current?.focus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to #main; only the address must stay that of the view */}
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1} class={`view view-${at.view}`}>
        <View at={at} />
      </main>
      <p class="hidden" role="status" aria-live="polite">
        {announcement}
      </p>
      <KeysSheet />
    </>
  );
}

function View({ at }: { at: Route }) {
  switch (at.view) {
    case 'search':
      return <SearchView />;
    case 'release':
    case 'revisions':
    case 'original':
    case 'way':
      return <ReleasePage key={at.id} at={at} />;
    case 'dead-letters':
      return <DeadLettersView at={at} />;
    case 'dead-letter':
      return <DeadLetterView key={at.id} id={at.id} />;
    case 'sources':
      return <SourcesView />;
    case 'help':
      return <HelpView />;
    case 'not-found':
      return <NotFound path={at.path} />;
  }
}

function NotFound({ path }: { path: string }) {
  useEffect(() => {
    document.title = 'Not found · Presswatch';
  }, []);
  return (
    <section class="notice">
      <h1>There is nothing at this address</h1>
      <p>
        <code>{path}</code> is no view of this page. <a href="/">Search the releases</a> instead.
      </p>
    </section>
  );
}
