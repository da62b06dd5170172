import { closeCard } from './names-state.ts';

const inOrder = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.release a.name')];

/** One name is in the order of tabs; keys go from it to the others. */
function focusOn(link: HTMLElement | undefined): void {
  if (link === undefined) return;
  for (const other of inOrder()) other.tabIndex = other === link ? 0 : -1;
  const part = link.closest('details');
  if (part !== null) part.open = true;
  link.focus({ preventScroll: true });
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  link.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}

/** Goes to the name after or before the one that has the focus. */
export function stepMention(by: 1 | -1): void {
  const links = inOrder();
  const here = links.indexOf(document.activeElement as HTMLElement);
  closeCard();
  focusOn(here === -1 ? links.at(by === 1 ? 0 : -1) : links[here + by]);
}

/** Goes to a mention by its index. */
export function jumpTo(mention: number): void {
  closeCard();
  focusOn(document.querySelector<HTMLElement>(`.release [data-mention="${mention}"]`) ?? undefined);
}

/** From a mention to the next of the same name, and from the last to the first. */
export function nextOf(element: HTMLElement): void {
  const same = inOrder().filter((link) => link.dataset.entity === element.dataset.entity);
  closeCard();
  focusOn(same[(same.indexOf(element) + 1) % same.length]);
}
