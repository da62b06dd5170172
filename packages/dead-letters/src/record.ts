import type { NewRecord, StoredRecord } from '@presswatch/event-log';
import { deadLetterTopic, type Headers, type HeaderValue } from '@presswatch/events';
import { parseCaptureKey } from '@presswatch/identity';

/** The headers that a dead letter adds. Kafka Connect's names where it has one, so that its tools can read them. */
const ADDED = {
  topic: '__connect.errors.topic',
  partition: '__connect.errors.partition',
  offset: '__connect.errors.offset',
  group: '__connect.errors.connector.name',
  stage: '__connect.errors.stage',
  stageVersion: '__connect.errors.class.name',
  reason: '__connect.errors.exception.class.name',
  message: '__connect.errors.exception.message',
  stack: '__connect.errors.exception.stacktrace',
  cause: 'presswatch.cause',
  key: 'presswatch.key',
  partitionKey: 'presswatch.partition-key',
  attempts: 'presswatch.attempts',
  at: 'presswatch.at',
} as const;

const ADDED_NAMES: ReadonlySet<string> = new Set(Object.values(ADDED));

/** Where an input's own header goes that bears a name of ours, or this prefix; one prefix comes off again on replay. */
const ASIDE = 'presswatch.original.';

const MAX_MESSAGE = 2000;
const MAX_CAUSE = 500;
const MAX_FRAMES = 6;
const MAX_FRAME = 200;

/** An input that has a value: a tombstone is forwarded or applied, it never becomes a dead letter. */
export type DeadInput = Omit<StoredRecord, 'value' | 'publishedAt'> & { readonly value: Uint8Array };

/** Why a stage gave a record up. */
export interface DeadLetterReport {
  /** The record as it was read. */
  readonly input: DeadInput;
  /** The consumer group, which is the stage's name. */
  readonly group: string;
  readonly stageVersion: string;
  readonly reason: { readonly code: string; readonly message: string };
  readonly cause?: { readonly name: string; readonly message: string; readonly stack?: string };
  /** How often the stage was tried on it, from 1. */
  readonly attempts: number;
  /** ms: when it was given up. */
  readonly at: number;
}

/** The id of a dead letter, which is its record's key: who gave up what. The same again when the work is repeated. */
export const deadLetterId = (group: string, input: Pick<StoredRecord, 'topic' | 'partition' | 'offset'>): string =>
  `${group}/${input.topic}/${input.partition}/${input.offset}`;

/**
 * The record that a stage's runner writes for an input it gives up: value and headers of the input untouched, the reason
 * beside them. `originalOf` gives the input back byte for byte.
 */
export function deadLetterRecord(report: DeadLetterReport): NewRecord {
  const { input, group, reason, cause } = report;
  const partitionKey = parseCaptureKey(input.key)?.releaseId ?? input.key;
  const added: Record<string, string> = {
    [ADDED.topic]: input.topic,
    [ADDED.partition]: String(input.partition),
    [ADDED.offset]: String(input.offset),
    [ADDED.group]: group,
    [ADDED.stage]: group,
    [ADDED.stageVersion]: `${group}@${report.stageVersion}`,
    [ADDED.reason]: reason.code,
    [ADDED.message]: oneLine(reason.message, MAX_MESSAGE),
    [ADDED.key]: input.key,
    [ADDED.partitionKey]: partitionKey,
    [ADDED.attempts]: String(report.attempts),
    [ADDED.at]: String(report.at),
  };
  if (cause !== undefined) {
    added[ADDED.cause] = oneLine(`${cause.name}: ${cause.message}`, MAX_CAUSE);
    const frames = ownFrames(cause.stack);
    if (frames !== '') added[ADDED.stack] = frames;
  }
  return {
    topic: deadLetterTopic(input.topic, group),
    key: deadLetterId(group, input),
    partitionKey,
    value: input.value,
    headers: { ...renamed(input.headers, putAside), ...added },
  };
}

/** What a dead letter says of itself. */
export interface DeadLetterFacts {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly group: string;
  readonly stageVersion: string;
  readonly reason: { readonly code: string; readonly message: string };
  readonly cause?: string;
  readonly stack?: string;
  /** The original record's key. */
  readonly key: string;
  readonly attempts: number;
  /** ms: when it was given up. */
  readonly at: number;
}

/** Reads what a dead-letter record says of itself; undefined where it is none (a tombstone, or written by another hand). */
export function factsOf(record: StoredRecord): DeadLetterFacts | undefined {
  const text = (name: string): string | undefined => headerText(record.headers[name]);
  const topic = text(ADDED.topic);
  const group = text(ADDED.group);
  const code = text(ADDED.reason);
  const key = text(ADDED.key);
  if (record.value === null || !topic || !group || !code || key === undefined) return undefined;
  const cause = text(ADDED.cause);
  const stack = text(ADDED.stack);
  return {
    id: record.key,
    topic,
    partition: whole(text(ADDED.partition)),
    offset: whole(text(ADDED.offset)),
    group,
    stageVersion: (text(ADDED.stageVersion) ?? '').slice(group.length + 1),
    reason: { code, message: text(ADDED.message) ?? '' },
    ...(cause === undefined ? {} : { cause }),
    ...(stack === undefined ? {} : { stack }),
    key,
    attempts: whole(text(ADDED.attempts)),
    at: whole(text(ADDED.at)),
  };
}

/** The record that became a dead letter, as it was published: key, value and headers byte for byte. */
export function originalOf(record: StoredRecord): NewRecord | undefined {
  const facts = factsOf(record);
  if (facts === undefined) return undefined;
  return {
    topic: facts.topic,
    key: facts.key,
    partitionKey: headerText(record.headers[ADDED.partitionKey]) ?? facts.key,
    value: record.value,
    headers: renamed(record.headers, takeBack),
  };
}

const putAside = (name: string): string => (ADDED_NAMES.has(name) || name.startsWith(ASIDE) ? ASIDE + name : name);

const takeBack = (name: string): string | undefined => {
  if (ADDED_NAMES.has(name)) return undefined;
  return name.startsWith(ASIDE) ? name.slice(ASIDE.length) : name;
};

function renamed(headers: Headers, rename: (name: string) => string | undefined): Record<string, HeaderValue> {
  const kept: [string, HeaderValue][] = [];
  for (const [name, value] of Object.entries(headers)) {
    const to = rename(name);
    if (to !== undefined) kept.push([to, value]);
  }
  return Object.fromEntries(kept);
}

/** Only frames of this workspace's code, by its own paths: neither the machine's folders nor anybody else's trace. */
function ownFrames(stack: string | undefined): string {
  const frames: string[] = [];
  for (const line of (stack ?? '').split('\n', 100)) {
    const place = /(?:packages|services)\/[\w./-]+:\d+:\d+/.exec(line.slice(0, 1000))?.[0];
    const name = /^\s*at (?:async )?([\w.<>]+) \(/.exec(line.slice(0, 1000))?.[1];
    if (place !== undefined && !line.includes('node_modules'))
      frames.push(`at ${name ?? '?'} (${place})`.slice(0, MAX_FRAME));
    if (frames.length === MAX_FRAMES) break;
  }
  return frames.join('\n');
}

/** Without control characters, which would break a terminal or a log line. */
const oneLine = (text: string, max: number): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').toWellFormed();
  return plain.length > max ? `${plain.slice(0, max - 1).toWellFormed()}…` : plain;
};

const headerText = (value: HeaderValue | undefined): string | undefined =>
  value === undefined || typeof value === 'string' ? value : new TextDecoder().decode(value);

const whole = (text: string | undefined): number => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0);
