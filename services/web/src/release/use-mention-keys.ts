import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { bindKeys } from '../ui/keys.ts';
import type { OpenMention } from './names-model.ts';

const inOrder = (root: HTMLElement | null): HTMLElement[] => [...(root?.querySelectorAll<HTMLElement>('a.name') ?? [])];

/** One name is in the order of tabs; arrow keys go from it to the others. */
function focusOn(root: HTMLElement | null, link: HTMLElement | undefined): void {
  if (link === undefined) return;
  for (const other of inOrder(root)) other.tabIndex = other === link ? 0 : -1;
  const part = link.closest('details');
  if (part !== null) part.open = true;
  link.focus({ preventScroll: true });
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  link.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}

/** Moves among the marked names of a text. */
export function useMentionKeys(text: RefObject<HTMLElement | null>, close: () => void) {
  const step = (by: 1 | -1) => {
    const links = inOrder(text.current);
    const here = links.indexOf(document.activeElement as HTMLElement);
    close();
    focusOn(text.current, here === -1 ? links.at(by === 1 ? 0 : -1) : links[here + by]);
  };
  useEffect(() => bindKeys({ n: () => step(1), p: () => step(-1) }), []);
  return {
    onKeyDown: (event: KeyboardEvent) => {
      if (!(event.target as Element).matches('a.name')) return;
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
      if (by === undefined) return;
      event.preventDefault();
      step(by);
    },
    /** Goes to a mention by its index. */
    jump: (mention: number) => {
      const link = text.current?.querySelector<HTMLElement>(`[data-mention="${mention}"]`);
      focusOn(text.current, link ?? undefined);
    },
    /** From a mention to the next of the same name, and from the last to the first. */
    next: ({ element }: OpenMention) => {
      const same = inOrder(text.current).filter((link) => link.dataset.entity === element.dataset.entity);
      close();
      focusOn(text.current, same[(same.indexOf(element) + 1) % same.length]);
    },
  };
}
