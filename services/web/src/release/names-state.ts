import { signal } from '@preact/signals';

/** The mention whose card is open. */
export interface OpenMention {
  /** Index into the release's mentions. */
  readonly mention: number;
  readonly element: HTMLElement;
  /** By pointer the card only shows; by key it takes the focus. */
  readonly by: 'pointer' | 'key';
}

export const openMention = signal<OpenMention | undefined>(undefined);

export const closeCard = (): void => {
  openMention.value = undefined;
};

/** Types whose names are not marked: for all releases, until the page is loaded anew. */
export const hiddenTypes = signal<ReadonlySet<string>>(new Set());

export function toggleType(type: string): void {
  const next = new Set(hiddenTypes.peek());
  if (!next.delete(type)) next.add(type);
  hiddenTypes.value = next;
  closeCard();
}
