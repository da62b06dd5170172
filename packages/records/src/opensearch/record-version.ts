/** What OpenSearch orders the writes of a shard by; a pair never comes twice. */
export interface WriteNumbers {
  readonly seqNo: number;
  readonly primaryTerm: number;
}

export const versionOf = ({ seqNo, primaryTerm }: WriteNumbers): string => `${seqNo}/${primaryTerm}`;

/** The numbers of a version; null where it is none of this store (of one that was migrated, say). */
export function readVersion(version: string): WriteNumbers | null {
  const [, seqNo, primaryTerm] = /^(\d{1,15})\/(\d{1,15})$/.exec(version) ?? [];
  return seqNo === undefined ? null : { seqNo: Number(seqNo), primaryTerm: Number(primaryTerm) };
}
