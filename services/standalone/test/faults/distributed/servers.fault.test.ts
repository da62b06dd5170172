import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { deadLetterTopic, ENRICHED_RELEASE } from '@presswatch/events';
import { seededRandom } from '@presswatch/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettersOf, violations } from '../ledger.ts';
import { LONG, tell } from '../report.ts';
import { type Cluster, PIPELINE, type PipelineService, startCluster } from './cluster.ts';
import { type GivenPoison, givePoison, PROXY_LIMIT } from './poison.ts';

// One cluster, fault after fault. After each, everything ever given is held against the index and the dead letters.

const SEED = 20_261_124;
const MOST_MB = 300;
const ROUNDS = LONG ? 50 : 8;
const LONGEST = { timeout: 1_200_000 };

let cluster: Cluster;
const random = seededRandom(SEED);

beforeAll(async () => {
  cluster = await startCluster({ seed: SEED, releases: LONG ? 20_000 : 4_000 });
  for (const name of PIPELINE) await (await cluster.keep(name)).ready();
}, 120_000);

afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
}, 60_000);

/** Does the fault over inputs that flow, drains, and holds the ledger against what came out. */
async function row(name: string, rounds: number, fault: () => Promise<string>): Promise<void> {
  const started = Date.now();
  const before = cluster.inputs.given.size;
  const seen = await fault();
  const found = violations(cluster.ledgerInputs(), await cluster.drain(), { letters: 'at-least-once' });
  const releases = cluster.inputs.given.size - before;
  tell({ row: name, rounds, releases, seen, violations: found.length, seconds: (Date.now() - started) / 1000 });
  expect(found).toEqual([]);
}

const memory = (): string => PIPELINE.map((name) => `${name} ${Math.round(cluster.peakMb(name))} MB`).join(', ');

/** Resolves as soon as a service has work, at the latest after so many ms. */
async function untilBusy(name: PipelineService, mostMs: number): Promise<boolean> {
  const until = Date.now() + mostMs;
  while (Date.now() < until) {
    if ((await cluster.waiting(name)) > 0) return true;
    await wait(5);
  }
  return false;
}

async function killRounds(rounds: number): Promise<string> {
  const busy: Record<string, number> = {};
  for (let round = 0; round < rounds; round++) {
    const name = PIPELINE[round % PIPELINE.length] as PipelineService;
    await cluster.inputs.give(60);
    await untilBusy(name, 20_000);
    await wait(random.below(150));
    const [victim] = cluster.running(name);
    const inWork = cluster.waiting(name);
    await victim?.kill('SIGKILL');
    if ((await inWork) > 0) busy[name] = (busy[name] ?? 0) + 1;
    await wait(500 + random.below(1500));
  }
  return `kills with work in flight: ${JSON.stringify(busy)}`;
}

describe('services killed', () => {
  it('a: each service killed -9 at random', LONGEST, async () => {
    await row('a: each service killed -9', ROUNDS, () => killRounds(ROUNDS));
  });

  it('f: SIGTERM in mid-batch ends a service with 0, and nothing is lost', LONGEST, async () => {
    await row('f: SIGTERM in mid-batch', 1, async () => {
      const codes: (number | string)[] = [];
      for (const name of PIPELINE) {
        await cluster.inputs.give(80);
        await untilBusy(name, 20_000);
        const [victim] = cluster.running(name);
        if (victim) codes.push(await victim.kill('SIGTERM'));
      }
      expect(codes).toEqual([0, 0, 0, 0]);
      return `exit codes ${codes.join(', ')}`;
    });
  });
});

describe('members', () => {
  it('e: members join and leave, and one stands still beyond the session', LONGEST, async () => {
    await row('e: joining, leaving, SIGSTOP beyond the session', 1, async () => {
      await cluster.inputs.give(150);
      const second = await cluster.keep('parser');
      await second.ready();
      await cluster.inputs.give(150);
      const code = await cluster.retire(second);
      expect(code).toBe(0);
      for (const name of ['parser', 'indexer'] as const) {
        const [frozen] = cluster.running(name);
        await cluster.inputs.give(100);
        await untilBusy(name, 20_000);
        frozen?.signal('SIGSTOP');
        const other = await cluster.keep(name); // takes over what the frozen one holds
        await cluster.inputs.give(50);
        await wait(14_000);
        frozen?.signal('SIGCONT');
        await wait(3_000);
        await cluster.retire(other);
      }
      return 'parser and indexer stood still for 14 s beside a second one';
    });
  });
});

describe('servers killed', () => {
  it.for(LONG ? [5, 60] : [5])('b: the broker killed for %i s', LONGEST, async (seconds) => {
    await row(`b: broker killed for ${seconds} s`, 1, async () => {
      const exits = cluster.ended.length;
      await cluster.inputs.give(150);
      await untilBusy('parser', 20_000);
      await cluster.servers.kafka[0]?.kill();
      await cluster.inputs.give(100);
      await wait(seconds * 1000);
      await cluster.servers.kafka[0]?.restart();
      return `services that ended and were started again: ${cluster.ended.length - exits}`;
    });
  });

  it('c: OpenSearch killed', LONGEST, async () => {
    const seconds = LONG ? 60 : 8;
    await row(`c: OpenSearch killed for ${seconds} s`, 1, async () => {
      await cluster.inputs.give(150);
      await untilBusy('indexer', 20_000);
      await cluster.servers.opensearch?.kill();
      await cluster.inputs.give(150);
      await wait(seconds * 1000);
      const letters = await indexerLetters();
      await cluster.servers.opensearch?.restart();
      expect(letters).toBe(0);
      return memory();
    });
    expect(cluster.peakMb('indexer')).toBeLessThan(MOST_MB);
  });

  it('c: OpenSearch answers 429, half a bulk, hangs, resets, refuses sizes, lies', LONGEST, async () => {
    await row('c: OpenSearch behind a bad proxy', 1, async () => {
      const each = LONG ? 15_000 : 3_000;
      const faults = [
        { kind: 'status', status: 429 },
        { kind: 'half-bulk' },
        { kind: 'hang', ms: 2_500, only: 'bulk' },
        { kind: 'reset', only: 'bulk' },
        { kind: 'ambiguous', only: 'bulk' },
        { kind: 'too-large', bytes: 60_000 },
        { kind: 'drip', bytesPerSecond: 20_000, only: 'bulk' },
      ] as const;
      for (const fault of faults) {
        cluster.proxy.set(fault);
        await cluster.inputs.give(60);
        await wait(each);
      }
      cluster.proxy.set({ kind: 'pass' });
      expect(await indexerLetters()).toBe(0);
      return `${cluster.proxy.counts.struck} of ${cluster.proxy.counts.requests} requests or operations struck; ${memory()}`;
    });
    expect(cluster.peakMb('indexer')).toBeLessThan(MOST_MB);
  });

  it('d: Redis killed and emptied; what people made stays', LONGEST, async () => {
    const note = await cluster.records.create('note', 'kept', { by: 'a person' });
    await row('d: Redis killed and emptied', 1, async () => {
      const exits = cluster.ended.length;
      await cluster.inputs.give(100);
      await untilBusy('fetcher', 20_000);
      await cluster.servers.redis?.kill(); // it keeps nothing on disk: it comes back empty
      await cluster.inputs.give(100);
      await wait(LONG ? 15_000 : 4_000);
      await cluster.servers.redis?.restart();
      return `services that ended and were started again: ${cluster.ended.length - exits}`;
    });
    expect(await cluster.records.get('note', 'kept')).toEqual(note);
  });
});

describe('poison', () => {
  it('g: what no stage can take ends as a dead letter with its reason, its neighbours go on', LONGEST, async () => {
    let given: GivenPoison | undefined;
    const hook = fileURLToPath(new URL('./throw-on-mark.mjs', import.meta.url));
    for (const parser of cluster.running('parser')) await cluster.retire(parser);
    const throwing = await cluster.keep('parser', ['--import', hook]);
    await throwing.ready();
    cluster.proxy.set({ kind: 'too-large', bytes: PROXY_LIMIT });
    await row('g: poison among good ones', 1, async () => {
      await cluster.inputs.give(80);
      given = await givePoison(cluster.log);
      cluster.addPoison(given);
      await cluster.inputs.give(80);
      return Object.values(given.expected).join(', ');
    });
    expect(await reasonsOf(Object.keys(given?.expected ?? {}))).toEqual(given?.expected);
    cluster.proxy.set({ kind: 'pass' });
    await cluster.retire(throwing);
    await (await cluster.keep('parser')).ready();
  });
});

/** The reasons of the open dead letters of these captures. */
async function reasonsOf(keys: readonly string[]): Promise<Record<string, string>> {
  const reasons: Record<string, string> = {};
  for await (const letter of lettersOf(cluster).each({ status: 'open' })) {
    if (keys.includes(letter.key)) reasons[letter.key] = letter.reason.code;
  }
  return reasons;
}

/** What the indexer has given up. */
async function indexerLetters(): Promise<number> {
  let count = 0;
  for await (const _ of cluster.log.scan(deadLetterTopic(ENRICHED_RELEASE.topic, 'indexer'))) count++;
  return count;
}
