import { textHash } from '@presswatch/sqlite';

/** The partition of all records with this partition key. */
export const partitionOf = (partitionKey: string, partitions: number): number => textHash(partitionKey) % partitions;
