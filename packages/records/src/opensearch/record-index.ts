/** The alias that everything goes through: a write to a name that is no alias is refused, so none makes an index. */
export const recordsAlias = (prefix: string): string => `${prefix}-records`;
/** The index behind it. */
export const recordsIndex = (prefix: string): string => `${prefix}-records-1`;

/**
 * One shard: the records are few, and pages of a scan come in one order. A value is JSON as text, so that whatever
 * shape or names it has, nothing in between reads or changes it.
 */
export const MAPPINGS = {
  dynamic: 'strict',
  properties: {
    kind: { type: 'keyword' },
    id: { type: 'keyword' },
    value: { type: 'object', enabled: false },
  },
} as const;

/** Of the index; `replicas` is apart because it is the operator's. */
export const SETTINGS = {
  number_of_shards: '1',
  // Who wrote is told only when it is on the disk, of every copy in sync.
  translog: { durability: 'request' },
  // With copies of segments a scan on a replica would not see what was refreshed on the primary.
  replication: { type: 'DOCUMENT' },
} as const;
