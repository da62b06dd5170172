const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/**
 * MurmurHash 2 of 32 bits, as Kafka’s Java client has it.
 * Source: A. Appleby, MurmurHash2, 2008; seed and reading of bytes from org.apache.kafka.common.utils.Utils.
 */
export function murmur2(data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const whole = data.length & ~3;
  let h = SEED ^ data.length;
  for (let at = 0; at < whole; at += 4) {
    let k = Math.imul(view.getInt32(at, true), M);
    k = Math.imul(k ^ (k >>> 24), M);
    h = Math.imul(h, M) ^ k;
  }
  const rest = data.length - whole;
  if (rest >= 3) h ^= view.getUint8(whole + 2) << 16;
  if (rest >= 2) h ^= view.getUint8(whole + 1) << 8;
  if (rest >= 1) h = Math.imul(h ^ view.getUint8(whole), M);
  h = Math.imul(h ^ (h >>> 13), M);
  return h ^ (h >>> 15);
}

/**
 * The partition of a partition key: what a Java producer chooses for a record with this *key*. Chosen once and written
 * into the message, because kafkajs runs its partitioner again on every retry and sees the record’s key only.
 */
export const partitionOf = (partitionKey: string, partitions: number): number =>
  (murmur2(Buffer.from(partitionKey)) & 0x7fffffff) % partitions;
