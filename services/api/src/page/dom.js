/**
 * Makes an element. Strings become text nodes, never markup: everything shown here was written by others.
 * `class`, `href` and the like are attributes; `on` maps events to listeners.
 */
export function el(tag, attributes = {}, ...children) {
  const { on = {}, ...rest } = attributes;
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A link to a foreign address, if it is one that a browser should follow; else its text. */
export function foreignLink(address, text = address) {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return text;
  return el('a', { href: url.href, rel: 'noopener noreferrer nofollow' }, text);
}

/** Text with stretches marked. `marks` are { start, end, attributes } in UTF-16 units; of two that overlap the first counts. */
export function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const { start, end, attributes } of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at || end <= start || end > text.length) continue;
    parts.push(text.slice(at, start), el('mark', attributes, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Fetches JSON of the API; throws the problem that it answers with. */
export async function getJson(path, signal) {
  let response;
  try {
    response = await fetch(path, { signal, headers: { accept: 'application/json' } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw { title: 'The server does not answer', detail: 'start it with npm start, then reload this page' };
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  throw body ?? { title: 'The server failed', detail: `it answered with status ${response.status}; try again` };
}

/** What went wrong, and where in the query, for people. */
export function problemView(problem, query = '') {
  const faults = (problem.errors ?? []).map((fault) => {
    const pointed = Number.isInteger(fault.start) && fault.at === 'q';
    return [
      pointed &&
        el('pre', {}, `${query}\n${' '.repeat(fault.start)}${'^'.repeat(Math.max(1, fault.end - fault.start))}`),
      el('p', {}, fault.message, fault.remedy ? `: ${fault.remedy}` : ''),
    ];
  });
  return el(
    'section',
    { class: 'problem', role: 'alert' },
    el('h1', {}, problem.title ?? 'Something went wrong'),
    faults.length > 0 ? faults : el('p', {}, problem.detail ?? 'reload the page'),
  );
}
