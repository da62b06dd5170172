import { createErasures, refuseErased } from '@presswatch/erasures';
import type { EventLog } from '@presswatch/event-log';
import type { RecordStore } from '@presswatch/records';
import { isEnabled, publicUrl, readDecisions, type SourceConfig, sourceRef } from '@presswatch/sources';
import type { Lease, State } from '@presswatch/state';
import { createHttpClient, type HttpClientOptions } from './http/client.ts';
import { nextDue } from './next-due.ts';
import { createStatusBook } from './source-status.ts';
import { pollFeed } from './sources/feed/poll-feed.ts';
import { createFolderPoller, type FolderPoller } from './sources/folder/poll-folder.ts';
import type { PollContext, PollResult } from './sources/poll.ts';

/** What is logged to; pino's loggers are such. */
export interface FetcherLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface FetcherSettings extends Pick<HttpClientOptions, 'allowPrivate' | 'contact' | 'limits' | 'lookup'> {
  /** Sources looked at at the same time. Default 8. */
  readonly concurrency?: number;
  /** ms between two looks at the schedule. Default 500. */
  readonly tickMs?: number;
  /** ms between two looks at people's decisions. Default 3,000. */
  readonly decisionsMs?: number;
  /** ms that a lease lasts without renewal. Default 30,000. */
  readonly leaseMs?: number;
  /** ms between two requests to one host. Default 2,000. */
  readonly hostIntervalMs?: number;
  /** ms that a file must have rested to be read at first sight. Default 2,000. */
  readonly settledMs?: number;
}

export interface FetcherDeps {
  readonly log: Pick<EventLog, 'publish'>;
  readonly state: Pick<State, 'schedule' | 'budgets' | 'memory'>;
  readonly records: RecordStore;
  readonly sources: readonly SourceConfig[];
  readonly logger: FetcherLogger;
  readonly settings?: FetcherSettings;
  /** ms; default: the present time. */
  readonly clock?: () => number;
  /** From 0 to 1, for jitter; default: Math.random. */
  readonly random?: () => number;
  /** Told after every look that came to an end. */
  readonly onPolled?: (sourceId: string, result: PollResult) => void;
}

export interface Fetcher {
  start(): void;
  /** Begins no more looks, aborts those that run, and waits until their leases are given back. */
  stop(): Promise<void>;
  /** Makes a source due at once; `unknown` where there is none of this id or it is disabled. */
  pollNow(id: string): Promise<'due' | 'unknown'>;
}

/** A look under way. */
interface Look {
  /** The newest lease of its source. */
  lease: Lease;
  work: Promise<void>;
}

/** After the log or the state failed, a source is not tried again sooner than this. */
const TROUBLE_MS = 5_000;
/** A source that is asked over the network, not sooner than by its own rhythm, at the latest after this. */
const MOST_TROUBLE_MS = 300_000;

/**
 * Looks at the enabled sources when they are due. Several processes may run one each over the same state: a lease lets
 * one of them look at a source at a time. An emptied state only means that work is repeated.
 *
 * @throws NetworkListError where `settings.allowPrivate` holds no networks
 */
export function createFetcher(deps: FetcherDeps): Fetcher {
  const { state, records, logger, settings = {} } = deps;
  const log = refuseErased(deps.log, createErasures({ records }));
  const { concurrency = 8, tickMs = 500, decisionsMs = 3_000, leaseMs = 30_000 } = settings;
  const clock = deps.clock ?? Date.now;
  const client = createHttpClient(settings);
  const statuses = createStatusBook(log, records);
  const sources = new Map(deps.sources.map((source) => [source.id, source]));
  const folders = new Map<string, FolderPoller>();
  const failures = new Map<string, number>();
  const running = new Map<string, Look>();
  const stopping = new AbortController();
  let enabled: ReadonlySet<string> = new Set();
  let decidedAt = Number.NEGATIVE_INFINITY;
  let loop: Promise<void> | undefined;
  let wake: (() => void) | undefined;

  async function takeUpDecisions(): Promise<void> {
    const now = clock();
    if (now - decidedAt < decisionsMs && now >= decidedAt) return;
    const decisions = await readDecisions(records);
    const wanted = [...sources.values()].filter((source) => isEnabled(source, decisions)).map((source) => source.id);
    const gone = [...sources.keys()].filter((id) => !wanted.includes(id));
    enabled = new Set(wanted);
    // Also brings back what an emptied state has forgotten; sources that are scheduled keep their time.
    await state.schedule.add(wanted.map((id) => ({ id, dueAt: now })));
    const left = await state.schedule.dueTimes(gone);
    for (const id of left.keys()) await state.schedule.remove(id);
    decidedAt = now;
  }

  async function tick(): Promise<void> {
    await takeUpDecisions();
    const limit = concurrency - running.size;
    if (limit <= 0) return;
    for (const lease of await state.schedule.claim({ now: clock(), limit, leaseMs })) {
      const source = sources.get(lease.id);
      const before = running.get(lease.id);
      // The process stood still for longer than a lease, and has claimed its own source: the look under way goes on.
      if (before) before.lease = lease;
      else if (!source || !enabled.has(lease.id)) await state.schedule.remove(lease.id);
      else {
        const begun: Look = { lease, work: Promise.resolve() };
        running.set(source.id, begun);
        begun.work = look(source, begun);
      }
    }
  }

  async function look(source: SourceConfig, self: Look): Promise<void> {
    const lost = new AbortController();
    const renewing = setInterval(() => {
      const asked = self.lease;
      state.schedule.renew(asked, { now: clock(), leaseMs }).then(
        (renewed) => {
          if (self.lease !== asked) return; // claimed anew meanwhile
          if (renewed) self.lease = renewed;
          else lost.abort();
        },
        () => lost.abort(), // without a lease another process may begin: stop
      );
    }, leaseMs / 3);
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    const due = await pollOnce(source, signal);
    clearInterval(renewing);
    try {
      await giveBack(self, due);
    } catch (error) {
      logger.warn({ source: source.id, err: error }, 'the lease could not be given back; it ends by itself');
    }
    running.delete(source.id);
    wake?.();
  }

  /** Gives back the lease, and the one that was claimed while the first was on its way. */
  async function giveBack(self: Look, due: number): Promise<void> {
    let given: Lease | undefined;
    while (given !== self.lease) {
      given = self.lease;
      await state.schedule.release(given, due);
    }
  }

  /** One look, with its status. @returns ms: when the source is due again */
  async function pollOnce(source: SourceConfig, signal: AbortSignal): Promise<number> {
    try {
      const result = await poll(source, contextOf(signal));
      // One bad file must not keep a drop folder's other files waiting: only feeds are asked less often.
      if (result.kind === 'bad' && source.kind === 'feed') failures.set(source.id, (failures.get(source.id) ?? 0) + 1);
      else if (result.kind === 'ok') failures.delete(source.id);
      const now = clock();
      const due = nextDue({
        everyMs: source.every,
        failures: failures.get(source.id) ?? 0,
        now,
        result,
        random: deps.random ?? Math.random,
      });
      if (result.kind !== 'deferred') await statuses.note(sourceRef(source), result, now, due);
      report(source, result);
      return due;
    } catch (error) {
      if (signal.aborted) return clock(); // stopped half way: due at once for whoever goes on
      logger.error({ source: source.id, err: error }, 'a look at a source failed on our side; it is repeated');
      // A source elsewhere is not asked again and again for our trouble's sake.
      return (
        clock() + (source.kind === 'feed' ? Math.max(TROUBLE_MS, Math.min(source.every, MOST_TROUBLE_MS)) : TROUBLE_MS)
      );
    }
  }

  const contextOf = (signal: AbortSignal): PollContext => ({
    log,
    memory: state.memory,
    budgets: state.budgets,
    client,
    clock,
    hostIntervalMs: settings.hostIntervalMs ?? 2_000,
    signal,
  });

  function poll(source: SourceConfig, ctx: PollContext): Promise<PollResult> {
    if (source.kind === 'feed') return pollFeed(source, ctx);
    const poller = folders.get(source.id) ?? createFolderPoller(source, settings.settledMs);
    folders.set(source.id, poller);
    return poller.poll(ctx);
  }

  function report(source: SourceConfig, result: PollResult): void {
    const what = { source: source.id, ...(source.kind === 'feed' && { url: publicUrl(source.url) }), result };
    if (result.kind === 'bad') logger.warn(what, `a source cannot be read: ${result.reason}`);
    else if (result.kind === 'ok' && result.published > 0) logger.info(what, 'releases published');
    deps.onPolled?.(source.id, result);
  }

  /** Until the next tick, or until somebody wakes the loop. */
  const rest = (ms: number): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, ms);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      let pause = tickMs;
      try {
        await tick();
      } catch (error) {
        logger.error({ err: error }, 'decisions or the schedule cannot be read; it is tried again');
        pause = TROUBLE_MS;
      }
      if (!stopping.signal.aborted) await rest(pause);
    }
  }

  return {
    start() {
      loop ??= run();
    },
    async stop() {
      stopping.abort();
      wake?.();
      await loop;
      await Promise.all([...running.values()].map(({ work }) => work));
      await client.close();
    },
    async pollNow(id) {
      decidedAt = Number.NEGATIVE_INFINITY;
      const source = sources.get(id);
      if (!source || !isEnabled(source, await readDecisions(records))) return 'unknown';
      await state.schedule.add([{ id, dueAt: clock() }]);
      await state.schedule.reschedule(id, clock());
      wake?.();
      return 'due';
    },
  };
}
