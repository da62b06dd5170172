import { hash } from 'node:crypto';
import {
  type EnrichedReleasePresent,
  enrichedReleaseSchema,
  type ParsedRelease,
  type ParsedReleasePresent,
  parsedReleaseSchema,
  type RawReleasePresent,
  releaseText,
} from '@presswatch/events';
import type { Outcome, StageContext } from '@presswatch/stage';
import { decode } from '../../src/charset/index.ts';
import type { ParserReason } from '../../src/reasons.ts';
import { NOW, rawOf } from '../raw-of.ts';
import type { FuzzDocument } from './document.ts';
import { inventedWord } from './invented.ts';
import type { Subject } from './subject.ts';
import { PACKED } from './writers.ts';

/** What holds for every document. `deadline` and `memory` are judged from outside. */
export type Invariant =
  | 'throws'
  | 'outcome'
  | 'schema'
  | 'reason'
  | 'idempotent'
  | 'invents'
  | 'offsets'
  | 'unread'
  | 'deadline'
  | 'memory';

export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}

/** What a thread is doing, for those who watch it from outside. */
export const STEPS = ['idle', 'parse', 'parse again', 'enrich', 'check'] as const;
export type Step = (typeof STEPS)[number];

/** Every reason that the parser knows: the compiler says when one is missing. */
const REASONS: Readonly<Record<ParserReason, true>> = {
  'too-large': true,
  empty: true,
  binary: true,
  'unsupported-media-type': true,
  undecodable: true,
  'no-text': true,
  damaged: true,
  encrypted: true,
  'not-a-release': true,
};

const ctx = { now: NOW } as StageContext;

/** Reads a document and says which invariant does not hold, if any. */
export async function judge(
  document: FuzzDocument,
  subject: Subject,
  step: (step: Step) => void = () => undefined,
): Promise<Violation | undefined> {
  const raw = rawOf(document.bytes, {
    mediaType: document.mediaType,
    ...(document.charset !== undefined && { charset: document.charset }),
  });
  try {
    step('parse');
    const outcome = await subject.parse(raw, ctx);
    step('check');
    const violation = judgeOutcome(outcome, document, raw);
    if (violation) return violation;
    const release = presentOf(outcome);
    return (await judgeAgain(raw, outcome, subject, step)) ?? (await judgeBehind(release, subject, step));
  } catch (error) {
    return { invariant: 'throws', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    step('idle');
  }
}

/** Only a hash of the first result is kept: the thread has the memory that a worker of the pool has, and no more. */
async function judgeAgain(raw: RawReleasePresent, outcome: unknown, subject: Subject, step: (step: Step) => void) {
  const first = hashOf(outcome);
  step('parse again');
  const again = await subject.parse(raw, ctx);
  step('check');
  if (hashOf(again) === first) return undefined;
  return { invariant: 'idempotent', detail: 'read twice, it gives two results' } as const;
}

const hashOf = (outcome: unknown): string => hash('sha256', JSON.stringify(outcome));

async function judgeBehind(
  release: ParsedReleasePresent | undefined,
  { enrich }: Subject,
  step: (step: Step) => void,
): Promise<Violation | undefined> {
  if (!release || !enrich) return undefined;
  step('enrich');
  const enriched = await enrich(release, ctx);
  step('check');
  return judgeEnriched(enriched);
}

function judgeOutcome(
  outcome: Outcome<ParsedRelease>,
  document: FuzzDocument,
  raw: RawReleasePresent,
): Violation | undefined {
  if (outcome.kind === 'reject') {
    if (!Object.hasOwn(REASONS, outcome.reason.code)) return { invariant: 'reason', detail: outcome.reason.code };
    return document.damage.length === 0 && !MAY_REFUSE.has(outcome.reason.code)
      ? { invariant: 'unread', detail: `a valid ${document.format} is refused: ${outcome.reason.code}` }
      : undefined;
  }
  if (outcome.kind !== 'emit' || outcome.events.length !== 1) return { invariant: 'outcome', detail: outcome.kind };
  const [event] = outcome.events;
  const { error } = parsedReleaseSchema.safeParse(event);
  if (error) return { invariant: 'schema', detail: issueOf(error) };
  const release = presentOf(outcome);
  if (!release) return { invariant: 'outcome', detail: 'a present release gave a removal' };
  const source = sourceOf(document, raw, release.format);
  const invented = source === undefined ? undefined : inventedWord(release, source);
  return invented === undefined ? undefined : { invariant: 'invents', detail: invented };
}

const issueOf = ({
  issues,
}: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; message: string }[];
}) => issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');

/** What valid documents of a grammar may be refused for: they say themselves that they are none, or are empty. */
const MAY_REFUSE: ReadonlySet<string> = new Set(['no-text', 'not-a-release']);

function presentOf(outcome: Outcome<ParsedRelease>): ParsedReleasePresent | undefined {
  const event = outcome.kind === 'emit' ? outcome.events[0] : undefined;
  return event?.state === 'present' ? event : undefined;
}

/** Comparing takes many times the memory of the words. */
const COMPARED_BYTES = 1024 * 1024;

/** What the release's words are compared with; undefined where nothing can be said. */
function sourceOf(document: FuzzDocument, raw: RawReleasePresent, format: string): string | undefined {
  if (!document.comparable || document.bytes.length > COMPARED_BYTES) return undefined;
  if (document.wrote !== undefined) return document.wrote;
  if (PACKED.has(format)) return undefined; // what damage made of another format's document
  const decoded = decode(document.bytes, raw.charset);
  return 'refused' in decoded ? undefined : decoded.text;
}

/** Offsets of mentions lie in the release's text, and on no half of a character. */
export function judgeEnriched(outcome: Outcome<unknown>): Violation | undefined {
  if (outcome.kind !== 'emit') return { invariant: 'outcome', detail: `the enricher gave ${outcome.kind}` };
  const read = enrichedReleaseSchema.safeParse(outcome.events[0]);
  if (read.error) return { invariant: 'schema', detail: `enriched: ${issueOf(read.error)}` };
  return read.data.state === 'present' ? outOfBounds(read.data) : undefined;
}

function outOfBounds(release: EnrichedReleasePresent): Violation | undefined {
  const text = releaseText(release);
  const splits = (at: number): boolean =>
    /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));
  for (const { start, end, entity } of release.mentions) {
    const within = start < end && end <= text.length && entity < release.entities.length;
    if (within && !splits(start) && !splits(end) && text.slice(start, end).trim() !== '') continue;
    return { invariant: 'offsets', detail: `mention ${start}-${end} of entity ${entity} in ${text.length} units` };
  }
  return undefined;
}
