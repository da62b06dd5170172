import type { StatedTime } from '@presswatch/events';

/** Where a date was read; each kind is counted once a day. */
export type EvidenceKind = 'json-ld' | 'items' | 'meta' | 'loose-meta' | 'script' | 'url' | 'time' | 'marked' | 'text';

/** One statement of a page that may be its day of publication. */
export interface Evidence {
  readonly time: StatedTime;
  readonly kind: EvidenceKind;
  /** How far it is to be believed by itself, 0 to 10. */
  readonly trust: number;
}

export const dayOf = ({ value }: StatedTime): string => value.slice(0, 10);
