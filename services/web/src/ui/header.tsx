import { route } from '../router.ts';
import { SearchBox } from '../search/search-box.tsx';
import { lastSearch } from '../search/search-state.ts';
import { sheetOpen } from './keys.ts';

export function Header() {
  const { view } = route.value;
  const current = (...views: string[]) => (views.includes(view) ? 'page' : undefined);
  return (
    <header class="top">
      <div class="top-inner">
        <a class="brand" href="/" aria-label="Presswatch: all releases">
          <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path d="M6 8h13M6 14h9M6 20h6" />
            <circle cx="20" cy="19" r="5.5" />
            <path d="m24 23 4 4" />
          </svg>
          <span class="brand-name">Presswatch</span>
        </a>
        <SearchBox />
        <nav aria-label="Views">
          <a href={lastSearch.value ?? '/'} aria-current={current('search')}>
            Releases
          </a>
          <a href="/dead-letters?status=open" aria-current={current('dead-letters', 'dead-letter')}>
            Dead letters
          </a>
          <a href="/sources" aria-current={current('sources')}>
            Sources
          </a>
          <a href="/help" aria-current={current('help')}>
            Help
          </a>
          <button
            type="button"
            class="nav-keys"
            aria-label="Keys"
            onClick={() => {
              sheetOpen.value = true;
            }}
          >
            <kbd>?</kbd>
          </button>
        </nav>
      </div>
    </header>
  );
}
