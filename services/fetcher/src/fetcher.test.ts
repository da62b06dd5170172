import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSourceCommands, type SourceConfig } from '@presswatch/sources';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, type World } from '../test/world.ts';
import { createFetcher, type Fetcher, type FetcherDeps } from './fetcher.ts';
import type { PollResult } from './sources/poll.ts';

let world: World;
const fetchers: Fetcher[] = [];
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  for (const fetcher of fetchers.splice(0)) await fetcher.stop();
  await world.close();
});

const feedAt = (url: string, over: object = {}): SourceConfig => ({
  id: 'quay',
  kind: 'feed',
  url,
  every: 600_000,
  enabled: true,
  ...over,
});
const RSS = '<rss><channel><item><guid>1</guid><title>One</title></item></channel></rss>';

/** A fetcher with quick ticks, and a way to wait for its next look that is no sleep. */
function start(sources: readonly SourceConfig[], over: Partial<FetcherDeps> = {}) {
  const results: { id: string; result: PollResult }[] = [];
  const waiters: (() => void)[] = [];
  const logged: string[] = [];
  const write = (fields: object, message: string) => logged.push(`${message} ${JSON.stringify(fields)}`);
  const fetcher = createFetcher({
    log: world.log,
    state: world.state,
    records: world.records,
    sources,
    logger: { info: write, warn: write, error: write },
    clock: () => world.time.now,
    random: () => 0.5,
    settings: { allowPrivate: ['127.0.0.0/8'], tickMs: 5, decisionsMs: 0, hostIntervalMs: 0 },
    onPolled: (id, result) => {
      results.push({ id, result });
      for (const wake of waiters.splice(0)) wake();
    },
    ...over,
  });
  fetchers.push(fetcher);
  fetcher.start();
  const until = async (count: number) => {
    while (results.length < count) await new Promise<void>((done) => waiters.push(done));
    return results;
  };
  return { fetcher, results, until, logged };
}

describe('createFetcher', () => {
  it('looks at enabled sources when due, keeps their status, and tells only of changes', async () => {
    const answer = { body: RSS };
    const url = await world.serve((_req, res) => res.end(answer.body));
    const { fetcher, until } = start([feedAt(url), feedAt(url, { id: 'off', enabled: false })]);
    expect(await until(1)).toEqual([{ id: 'quay', result: { kind: 'ok', published: 1, items: 1 } }]);
    const began = world.time.now;
    world.time.now += 600_000;
    await until(2);
    answer.body = '<html></html>';
    world.time.now += 600_000;
    await until(3);
    world.time.now += 1_200_000; // doubled after the failure
    await until(4);
    await fetcher.stop();
    expect((await world.statuses()).map(({ state }) => state)).toEqual(['ok', 'not-a-feed']);
    const stored = await world.records.get('source-status', 'quay');
    expect(stored?.value).toMatchObject({
      state: 'not-a-feed',
      reason: 'html-page',
      since: began + 1_200_000,
      lastSuccess: began + 600_000,
      checkedAt: began + 2_400_000,
      nextAt: began + 2_400_000 + 2_400_000,
      itemsSeen: 1,
      message: expect.stringContaining('HTML page'),
    });
  });

  it('takes up decisions of another process, and lets go of what is disabled', async () => {
    const url = await world.serve((_req, res) => res.end(RSS));
    const sources = [feedAt(url, { enabled: false })];
    const { fetcher, until } = start(sources);
    const commands = createSourceCommands({ sources, records: world.records, clock: () => world.time.now });
    expect(await fetcher.pollNow('quay')).toBe('unknown');
    expect(await commands.setEnabled('nobody', true)).toBe('unknown');
    expect(await commands.setEnabled('quay', true)).toBe('changed');
    expect(await commands.setEnabled('quay', true)).toBe('unchanged');
    await until(1);
    expect(await fetcher.pollNow('quay')).toBe('due');
    await until(2);
    expect(await commands.list()).toMatchObject([
      { id: 'quay', enabled: true, state: 'ok', itemsSeen: 1, url: `${url}/` },
    ]);
    expect(await commands.setEnabled('quay', false)).toBe('changed');
    expect(await fetcher.pollNow('quay')).toBe('unknown');
  });

  it('lets one of several processes look at a source at a time', async () => {
    let open = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const url = await world.serve((_req, res) => {
      open++;
      most = Math.max(most, open);
      waiting.push(() => {
        open--;
        res.end(RSS);
      });
      waiting.shift()?.();
    });
    const source = feedAt(url);
    const [a, b] = [start([source]), start([source])];
    for (let i = 0; i < 5; i++) {
      const before = a.results.length + b.results.length;
      await (i % 2 ? a : b).fetcher.pollNow('quay');
      await Promise.race([a.until(a.results.length + 1), b.until(b.results.length + 1)]);
      expect(a.results.length + b.results.length).toBeGreaterThan(before);
    }
    expect(most).toBe(1);
  });

  it('does not look twice at once when it claims its own source after a stall', async () => {
    let answer: () => void = () => undefined;
    const url = await world.serve((_req, res) => {
      answer = () => res.end(RSS);
      arrived();
    });
    let arrived: () => void = () => undefined;
    const asked = new Promise<void>((done) => {
      arrived = done;
    });
    let looks = 0;
    let claims = 0;
    let ticked: () => void = () => undefined;
    const claimedAgain = new Promise<void>((done) => {
      ticked = done;
    });
    const { schedule, memory } = world.state;
    const state = {
      ...world.state,
      schedule: {
        ...schedule,
        claim: async (options: Parameters<typeof schedule.claim>[0]) => {
          if (claims === 2) ticked(); // the tick that claimed for the second time is over
          const leases = await schedule.claim(options);
          claims += leases.length;
          return leases;
        },
      },
      memory: {
        ...memory,
        get: (key: string) => {
          looks++;
          return memory.get(key);
        },
      },
    };
    const { fetcher, until } = start([feedAt(url)], { state });
    await asked;
    world.time.now += 30_001;
    await claimedAgain;
    expect(looks).toBe(1);
    answer();
    expect((await until(1))[0]?.result).toMatchObject({ kind: 'ok', published: 1 });
    await fetcher.stop();
    // The lease that was claimed for the second time is given back too.
    const later = { now: world.time.now + 600_000, limit: 1, leaseMs: 1 };
    expect(await schedule.claim({ ...later, now: world.time.now })).toEqual([]);
    expect(await schedule.dueTimes(['quay'])).toEqual(new Map([['quay', world.time.now + 600_000]]));
    expect(await schedule.claim(later)).toHaveLength(1);
  });

  it('goes on after the state was emptied', async () => {
    const url = await world.serve((_req, res) => res.end(RSS));
    const { until } = start([feedAt(url)]);
    await until(1);
    await world.state.schedule.remove('quay');
    expect((await until(2))[1]?.result).toMatchObject({ kind: 'ok', published: 0 });
  });

  it('watches folders, and a bad file does not make it slow', async () => {
    const inbox = join(world.folder, 'inbox');
    await mkdir(inbox);
    const { until } = start([{ id: 'inbox', kind: 'folder', path: inbox, every: 2_000, enabled: true }]);
    await until(1);
    await writeFile(join(inbox, 'a.txt'), 'One');
    const seen = async (published: number) => {
      for (let polls = 1; (await world.published()).length < published; polls++) {
        world.time.now += 2_000;
        await until(polls + 1);
      }
    };
    await seen(1);
    expect((await world.published())[0]).toMatchObject({ text: 'One', envelope: { origin: 'live' } });
  });

  it('repeats a look that failed on our side, and says so without credentials', async () => {
    const url = await world.serve((_req, res) => res.end(RSS));
    let failing = true;
    const log = {
      publish: async (records: Parameters<typeof world.log.publish>[0]) => {
        if (failing) {
          failing = false;
          throw new Error('disk full');
        }
        return world.log.publish(records);
      },
    };
    const ticking = setInterval(() => {
      world.time.now += 5_000;
    }, 5);
    const { until, logged } = start([feedAt(url.replace('//', '//reader:geheim@'))], { log });
    expect((await until(1))[0]?.result).toMatchObject({ kind: 'ok', published: 1 });
    clearInterval(ticking);
    expect(logged[0]).toContain('failed on our side');
    expect(logged.join('\n')).not.toContain('geheim');
  });

  it('stops in the middle of a look and gives the lease back', async () => {
    let arrived: () => void = () => undefined;
    const asked = new Promise<void>((done) => {
      arrived = done;
    });
    const url = await world.serve(() => arrived());
    const { fetcher, results } = start([feedAt(url)]);
    await asked;
    await fetcher.stop();
    expect(results).toEqual([]);
    const leases = await world.state.schedule.claim({ now: world.time.now, limit: 1, leaseMs: 1_000 });
    expect(leases.map(({ id }) => id)).toEqual(['quay']);
  });
});
