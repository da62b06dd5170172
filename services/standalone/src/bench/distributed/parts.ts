/** What the bench of the services on servers measures. */
export const DISTRIBUTED_PARTS = ['throughput', 'searchable', 'parsers'] as const;
export type DistributedPart = (typeof DISTRIBUTED_PARTS)[number];
