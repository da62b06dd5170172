import type { DeadLetter, DeadLetters } from '@presswatch/dead-letters';
import type { EventLog } from '@presswatch/event-log';
import { mintReleaseId, normaliseUrl } from '@presswatch/identity';
import type { ReleaseDocument, ReleaseReader } from '@presswatch/release-index';
import type { StageTopic } from './pipeline-status.ts';
import type { SourceView } from './source-view.ts';
import { type Asked, matcherOf } from './why-match.ts';

/**
 * Where a release got to. `indexed`: it can be found. `dead-letter`: a stage gave it up. `waiting`: it lies before a
 * stage that has not finished. `dropped`: the stage finished and passed nothing on. `not-seen`: nothing like it came in.
 */
export type Verdict = 'indexed' | 'dead-letter' | 'waiting' | 'dropped' | 'not-seen';

export interface Why {
  readonly asked: string;
  readonly verdict: Verdict;
  /** What happened and what to do next. */
  readonly sentence: string;
  /** The releases in the index that bear this name. */
  readonly releases: readonly ReleaseDocument[];
  /** The open dead letters that bear it, whatever the verdict: a newer capture may be among them. */
  readonly deadLetters: readonly DeadLetter[];
  /** The last stage that it lies before. */
  readonly stage?: string;
  /** The sources at the URL's host, which could have brought it. */
  readonly sources: readonly SourceView[];
}

export interface WhyDeps {
  readonly index: Pick<ReleaseReader, 'get' | 'lookUp' | 'search'>;
  readonly log: Pick<EventLog, 'scan' | 'lag'>;
  readonly deadLetters: Pick<DeadLetters, 'each'>;
  readonly stages: readonly StageTopic[];
  readonly sources: readonly SourceView[];
}

const MOST = 10;

/** Finds out where the release of this URL, id, path or title stopped. Reads the whole log where the index knows nothing. */
export async function explainWhy(deps: WhyDeps, text: string): Promise<Why> {
  const asked = readQuestion(text);
  const releases = await inIndex(deps.index, asked);
  const deadLetters = await openLetters(deps.deadLetters, asked);
  const sources = deps.sources.filter(
    (source) => hostOf(source.url) !== undefined && hostOf(source.url) === asked.host,
  );
  const base = { asked: asked.text, releases, deadLetters, sources };
  const first = releases[0];
  if (first !== undefined) return { ...base, verdict: 'indexed', sentence: indexedSentence(first, deadLetters.length) };
  const letter = deadLetters[0];
  if (letter !== undefined) {
    const sentence = `the ${letter.group} gave it up (${letter.reason.code}): ${letter.reason.message}; after the mend: dlq replay ${letter.id}`;
    return { ...base, verdict: 'dead-letter', stage: letter.group, sentence };
  }
  const at = await inLog(deps, asked);
  if (at === undefined) return { ...base, verdict: 'not-seen', sentence: unseenSentence(asked, sources) };
  const lag = await deps.log.lag(at.topic, at.stage);
  if (lag.records > 0) {
    const sentence = `it waits for the ${at.stage}, which has ${lag.records} records to go: see status`;
    return { ...base, verdict: 'waiting', stage: at.stage, sentence };
  }
  const sentence = `the ${at.stage} finished with it and passed nothing on: it was skipped or erased, or it came through this moment (ask again)`;
  return { ...base, verdict: 'dropped', stage: at.stage, sentence };
}

function readQuestion(text: string): Asked {
  const asked = text.trim();
  if (/^[0-9a-f]{32}$/.test(asked)) return { text: asked, releaseId: asked };
  if (normaliseUrl(asked) === undefined) return { text: asked };
  const host = hostOf(asked);
  return { text: asked, releaseId: mintReleaseId({ link: asked }, { sourceId: '' }), ...(host ? { host } : {}) };
}

async function inIndex(index: WhyDeps['index'], asked: Asked): Promise<ReleaseDocument[]> {
  const ids = new Set(await index.lookUp(asked.text));
  if (asked.releaseId !== undefined) ids.add(asked.releaseId);
  const found: ReleaseDocument[] = [];
  for (const id of [...ids].slice(0, MOST)) {
    const release = await index.get(id);
    if (release !== null) found.push(release);
  }
  if (found.length > 0 || asked.releaseId !== undefined || asked.text === '') return found;
  const query = { kind: 'phrase' as const, text: asked.text, field: 'title' as const };
  const { hits } = await index.search({ query, limit: MOST, sort: 'relevance' });
  return hits.map(({ release }) => release);
}

async function openLetters(deadLetters: WhyDeps['deadLetters'], asked: Asked): Promise<DeadLetter[]> {
  const matches = matcherOf(asked);
  const found: DeadLetter[] = [];
  for await (const { original, ...letter } of deadLetters.each({ status: 'open' })) {
    if (matches(original)) found.push(letter);
    if (found.length === MOST) break;
  }
  return found;
}

/** The last stage whose topic holds a record of the release. */
async function inLog({ log, stages }: WhyDeps, asked: Asked): Promise<StageTopic | undefined> {
  const matches = matcherOf(asked);
  for (const stage of stages.toReversed()) {
    for await (const record of log.scan(stage.topic)) if (matches(record)) return stage;
  }
  return undefined;
}

function indexedSentence(release: ReleaseDocument, letters: number): string {
  const shown = release.withdrawnAt === null ? 'it can be searched' : 'it can be searched; its source withdrew it';
  const also = letters === 0 ? '' : `; another look at it is among the dead letters: see dlq list`;
  return `${shown}: show ${release.releaseId}${also}`;
}

function unseenSentence(asked: Asked, sources: readonly SourceView[]): string {
  const enabled = sources.find((source) => source.enabled);
  if (enabled !== undefined) {
    return `the source ${enabled.id} (${enabled.state}) covers this host but never listed it: look at sources list, or ingest ${asked.text}`;
  }
  const [disabled] = sources;
  if (disabled !== undefined) {
    return `the source ${disabled.id} covers this host but is disabled: sources enable ${disabled.id}, or ingest ${asked.text}`;
  }
  if (asked.host !== undefined) return `no source covers ${asked.host}: ingest ${asked.text} brings this one release`;
  return 'nothing of this name ever came in, and no source says that it covers it: ingest its file or URL';
}

const hostOf = (url: string | undefined): string | undefined =>
  (url === undefined ? null : URL.parse(url))?.hostname.replace(/^www\./, '') || undefined;
