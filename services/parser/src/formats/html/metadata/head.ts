import { fold } from '../../../text/fold.ts';
import type { DomElement } from '../dom.ts';
import type { Survey } from './surveyed.ts';

const MOST = { metas: 1000, ld: 50, title: 2000, name: 100 } as const;

/** Takes what an element of the head says of the page: such elements also stand in bodies. */
export function takeHead(element: DomElement, tag: string, inItem: boolean, found: Survey): void {
  if (tag === 'META') takeMeta(element, inItem, found);
  else if (tag === 'SCRIPT') takeScript(element, found);
  else if (tag === 'TITLE') {
    if (found.title === '') found.title = fold((element.textContent ?? '').slice(0, MOST.title));
  } else if (/(?:^|\s)canonical(?:\s|$)/i.test(element.getAttribute('rel') ?? '')) {
    found.canonical ??= element.getAttribute('href') ?? undefined;
  }
}

const NAMES = ['property', 'name', 'itemprop'];
/** Of what stands for a header of the answer; its `date` is the day on which the page was made. */
const HEADERS = /^(?:content-language|last-modified)$/i;

function takeMeta(element: DomElement, inItem: boolean, found: Survey): void {
  const content = element.getAttribute('content') ?? '';
  if (content === '' || found.metas.length >= MOST.metas) return;
  const header = element.getAttribute('http-equiv');
  if (header !== null && HEADERS.test(header)) found.metas.push({ name: header, content });
  for (const attribute of NAMES) {
    const name = attribute === 'itemprop' && inItem ? null : element.getAttribute(attribute);
    if (name !== null && name !== '') found.metas.push({ name: name.slice(0, MOST.name), content });
  }
}

function takeScript(element: DomElement, { ld }: Survey): void {
  if (ld.length < MOST.ld && /ld\+json/i.test(element.getAttribute('type') ?? '')) ld.push(element.textContent ?? '');
}
