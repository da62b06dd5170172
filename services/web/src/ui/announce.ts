import { signal } from '@preact/signals';

/** What a screen reader is told. */
export const announcement = signal('');

export const announce = (text: string): void => {
  announcement.value = text;
};
