import { signal } from '@preact/signals';
import { goBack, route, searchHref } from '../router.ts';
import { lastSearch } from '../search/search-state.ts';

export const sheetOpen = signal(false);

const STORED = 'letters-off';
/** Whether single letters do something: who dictates, or types by switches, may want them off. */
export const lettersOn = signal(typeof localStorage === 'undefined' || localStorage.getItem(STORED) === null);

export function switchLetters(on: boolean): void {
  lettersOn.value = on;
  if (on) localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, '1');
}

/** What a view does with keys of its own. */
type Keys = Readonly<Record<string, (() => void) | undefined>>;
const bound = new Set<Keys>();

/** Gives the shown view keys of its own; returns how to take them back. */
export function bindKeys(keys: Keys): () => void {
  bound.add(keys);
  return () => bound.delete(keys);
}

const keyOf = (key: string): (() => void) | undefined => [...bound].map((keys) => keys[key]).find((does) => does);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, select, textarea') || target.isContentEditable);

export const searchBox = (): HTMLInputElement | null => document.querySelector('#q');

/** Leaves a view for the search that led to it. */
function leave(): void {
  if (route.value.view !== 'search') goBack(lastSearch.value ?? searchHref(''));
}

/** One listener for all keys, so that no two views fight for one. */
export function listenToKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
    if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
    if (event.key.length === 1 && !lettersOn.value) return;
    if (event.key === '/') {
      event.preventDefault();
      searchBox()?.focus();
      searchBox()?.select();
    } else if (event.key === '?') sheetOpen.value = true;
    else if (event.key === 'Escape') leave();
    else {
      const does = keyOf(event.key);
      if (does === undefined) return;
      event.preventDefault();
      does();
    }
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}
