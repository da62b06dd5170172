/** What a span may be; none: plain words that stand capitalised. */
export const CLASSES = ['none', 'PERSON', 'ORG', 'PLACE', 'PRODUCT'] as const;
export type NameClass = (typeof CLASSES)[number];
