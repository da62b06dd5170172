import type { Hints } from '@presswatch/events';

/** Characters of one hint: beyond it stands no title or date but a body in the wrong place. */
const LONGEST_HINT = 2_000;

/** Hints without those that say nothing, each cut to its greatest length. */
export const cutHints = (stated: Readonly<Record<string, string | undefined>>): Hints =>
  Object.fromEntries(
    Object.entries(stated).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value.slice(0, LONGEST_HINT)] as const],
    ),
  );
