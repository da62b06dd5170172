import { el, problemView } from './dom.js';
import { releaseView } from './release-view.js';
import { searchHash, searchView } from './search-view.js';

const main = document.getElementById('main');
const live = document.getElementById('live');
const form = document.getElementById('search');
const box = document.getElementById('q');
const order = document.getElementById('sort');

let running = new AbortController();

const say = (text) => {
  live.textContent = text;
};

/** The address says all: #/?q=…&sort=… for a search, #/release/ID for a release. */
function place() {
  const [path, query = ''] = location.hash.slice(1).split('?', 2);
  const release = /^\/release\/([0-9a-f]{32})$/.exec(path);
  const parameters = new URLSearchParams(query);
  const sort = parameters.get('sort') === 'relevance' ? 'relevance' : 'newest';
  return { release: release?.[1], q: parameters.get('q') ?? '', sort };
}

async function show(first) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const at = place();
  if (at.release === undefined) {
    box.value = at.q;
    order.value = at.sort;
  }
  document.title = at.q === '' ? 'Presswatch' : `${at.q} · Presswatch`;
  main.setAttribute('aria-busy', 'true');
  const patience = setTimeout(() => main.replaceChildren(el('p', { class: 'note' }, 'Loading…')), 150);
  let view;
  try {
    view = at.release === undefined ? await searchView(at, signal, say) : await releaseView(at.release, signal, say);
    if (at.release !== undefined) document.title = `${view.querySelector('h1').textContent} · Presswatch`;
  } catch (problem) {
    view = problemView(problem, at.q);
  } finally {
    clearTimeout(patience);
  }
  if (signal.aborted) return;
  main.removeAttribute('aria-busy');
  main.replaceChildren(view);
  if (!first && at.release !== undefined) {
    main.focus();
    scrollTo(0, 0);
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const hash = searchHash(box.value.trim(), order.value);
  if (location.hash === hash) void show(false);
  else location.hash = hash;
});
order.addEventListener('change', () => form.requestSubmit());
document.addEventListener('keydown', (event) => {
  const typing = /^(?:INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    box.focus();
  }
});
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address stays that of the view
  main.focus();
});
addEventListener('hashchange', () => void show(false));
void show(true);
