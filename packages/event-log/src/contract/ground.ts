import { afterEach, beforeEach } from 'vitest';
import type { EventLog, NewRecord, StoredRecord, SubscribeOptions, Subscription } from '../port.ts';
import type { EventLogCapabilities, EventLogHarness } from './harness.ts';

/** What each test of the suite stands on. */
export interface Ground {
  readonly capabilities: EventLogCapabilities;
  readonly harness: EventLogHarness;
  readonly log: EventLog;
  /** An empty topic of the test's own. */
  readonly topic: string;
}

/** Sets a fresh ground before each test of the present `describe` and clears it afterwards. */
export function useGround(
  makeHarness: () => Promise<EventLogHarness>,
  capabilities: EventLogCapabilities,
): () => Ground {
  let ground: Ground | undefined;
  beforeEach(async () => {
    const harness = await makeHarness();
    ground = { capabilities, harness, log: await harness.open(), topic: await harness.topic('in') };
  });
  afterEach(async () => {
    await ground?.log.close();
    await ground?.harness.dispose();
    ground = undefined;
  });
  return () => {
    if (!ground) throw new Error('the ground is there only inside a test');
    return ground;
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const bytes = (text: string): Uint8Array => encoder.encode(text);
export const text = (record: StoredRecord): string => (record.value ? decoder.decode(record.value) : '(tombstone)');

/** A record of a release: the key is of the capture, the release decides the partition. */
export function record(topic: string, release: string, content: string | null, capture = content ?? ''): NewRecord {
  return {
    topic,
    key: `${release}/${capture}`,
    partitionKey: release,
    value: content === null ? null : bytes(content),
    headers: { 'content-type': 'text/plain' },
  };
}

/** The first offset after a batch. */
export const after = (records: readonly StoredRecord[]): number => (records.at(-1)?.offset ?? -1) + 1;

/** What a subscription has handed out, with waiting for it. */
export interface Inbox {
  readonly records: StoredRecord[];
  /** Resolves once so many records have come. */
  received(count: number): Promise<void>;
  readonly subscription: Subscription;
}

/** Subscribes with a handler that keeps and finishes everything. */
export async function collect(
  log: EventLog,
  options: Omit<SubscribeOptions, 'handler'> & { readonly onRecords?: (records: readonly StoredRecord[]) => unknown },
): Promise<Inbox> {
  const records: StoredRecord[] = [];
  const waiting = createWaiting(() => records.length);
  const { onRecords, ...subscribe } = options;
  const subscription = await log.subscribe({
    ...subscribe,
    handler: async (batch) => {
      await onRecords?.(batch.records);
      await batch.finish({ outputs: [], deadLetters: [], upTo: after(batch.records) });
      records.push(...batch.records);
      waiting.look();
    },
  });
  return { records, subscription, received: waiting.atLeast };
}

/** Waiting for a number to be reached; whoever changes it calls `look`. */
export function createWaiting(current: () => number): {
  look(): void;
  atLeast(count: number): Promise<void>;
} {
  let waits: { readonly count: number; readonly resolve: () => void }[] = [];
  const look = (): void => {
    const met = waits.filter(({ count }) => current() >= count);
    waits = waits.filter((wait) => !met.includes(wait));
    for (const { resolve } of met) resolve();
  };
  return {
    look,
    atLeast: (count) =>
      new Promise((resolve) => {
        waits.push({ count, resolve });
        look();
      }),
  };
}

/** All that a topic holds, as of now. */
export async function everything(log: EventLog, topic: string): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  for await (const each of log.scan(topic)) found.push(each);
  return found;
}

/** Resolves when the signal is aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
