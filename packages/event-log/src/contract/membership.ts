import { expect, it } from 'vitest';
import { type Batch, type BatchHandler, PartitionLostError } from '../port.ts';
import { aborted, after, collect, createWaiting, type Ground, record, text } from './ground.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Handles for members of one group, and notices when a partition is in two hands at once. */
function watch() {
  const inHands = new Set<number>();
  const twice: number[] = [];
  const byMember = new Map<string, string[]>();
  const handled: string[] = [];
  const waiting = createWaiting(() => handled.length);
  const handlerOf =
    (member: string): BatchHandler =>
    async (batch) => {
      if (inHands.has(batch.partition)) twice.push(batch.partition);
      inHands.add(batch.partition);
      await batch.heartbeat();
      inHands.delete(batch.partition);
      await batch.finish({ outputs: [], deadLetters: [], upTo: after(batch.records) });
      const contents = batch.records.map(text);
      handled.push(...contents);
      byMember.set(member, [...(byMember.get(member) ?? []), ...contents]);
      waiting.look();
    };
  return { handlerOf, twice, handled, of: (member: string) => byMember.get(member) ?? [], atLeast: waiting.atLeast };
}

/** Members of a group: sharing, joining, leaving, failing. */
export function membership(ground: () => Ground): void {
  it('shares the partitions among members that join and leave, none in two hands', async () => {
    const { log, topic } = ground();
    const group = `${topic}-g`;
    const seen = watch();
    let round = 0;
    const publishRound = async () => {
      const mark = round++;
      await log.publish(numbers(40).map((n) => record(topic, `r${n}`, `${mark}:${n}`)));
      await seen.atLeast(round * 40);
    };
    const a = await log.subscribe({ topic, group, handler: seen.handlerOf('a'), maxRecords: 3 });
    await publishRound();
    const b = await log.subscribe({ topic, group, handler: seen.handlerOf('b'), maxRecords: 3 });
    while (seen.of('b').length === 0) await publishRound();
    const ofA = seen.of('a').length;
    await publishRound();
    expect(seen.of('a').length).toBeGreaterThan(ofA);
    await a.close();
    await a.ended;
    const closedAt = seen.of('a').length;
    await publishRound();
    expect(seen.of('a')).toHaveLength(closedAt);
    expect(seen.twice).toEqual([]);
    expect(seen.handled.toSorted()).toEqual([...new Set(seen.handled)].toSorted());
    expect(seen.handled).toHaveLength(round * 40);
    await b.close();
  });

  it('moves a partition only when the batch in hand is back, and asks for it', async () => {
    const { log, topic } = ground();
    const group = `${topic}-g`;
    const inHands = new Set<number>();
    const held: Batch[] = [];
    const waitHeld = createWaiting(() => held.length);
    const releaseA = Promise.withResolvers<void>();
    const positions = await log.publish(numbers(40).map((n) => record(topic, `r${n}`, String(n))));
    const partitions = new Set(positions.map(({ partition }) => partition)).size;
    const a = await log.subscribe({
      topic,
      group,
      handler: async (batch) => {
        inHands.add(batch.partition);
        held.push(batch);
        waitHeld.look();
        await releaseA.promise;
        inHands.delete(batch.partition); // back, nothing finished
        if (!batch.signal.aborted) await aborted(batch.signal);
      },
    });
    await waitHeld.atLeast(partitions);
    const tooEarly: number[] = [];
    const taken: number[] = [];
    const waitTaken = createWaiting(() => taken.length);
    const b = await log.subscribe({
      topic,
      group,
      handler: async (batch) => {
        if (inHands.has(batch.partition)) tooEarly.push(batch.partition);
        await batch.finish({ outputs: [], deadLetters: [], upTo: after(batch.records) });
        taken.push(batch.partition);
        waitTaken.look();
      },
    });
    await Promise.race(held.map(({ signal }) => aborted(signal)));
    const clock = await collect(log, { topic, group: `${topic}-clock` });
    await clock.received(positions.length); // another group has read it all: there was time to move a partition
    releaseA.resolve();
    await waitTaken.atLeast(1);
    await a.close();
    await waitTaken.atLeast(partitions);
    expect(tooEarly).toEqual([]);
    expect(taken.toSorted((x, y) => x - y)).toEqual([...new Set(taken)].toSorted((x, y) => x - y));
    await b.close();
    await Promise.all([a.ended, b.ended]);
  });

  it('lets a closing member finish what is done, and nothing once it is closed', async () => {
    const { log, topic } = ground();
    const group = `${topic}-g`;
    await log.publish(numbers(3).map((n) => record(topic, 'a', String(n))));
    const started = Promise.withResolvers<Batch>();
    const member = await log.subscribe({
      topic,
      group,
      handler: async (batch) => {
        started.resolve(batch);
        await aborted(batch.signal);
        await batch.finish({ outputs: [], deadLetters: [], upTo: after(batch.records.slice(0, 1)) });
      },
    });
    const batch = await started.promise;
    await member.close();
    await member.ended;
    const late = { outputs: [record(topic, 'a', 'late')], deadLetters: [], upTo: after(batch.records) };
    await expect(batch.finish(late)).rejects.toThrow(PartitionLostError);
    await expect(batch.heartbeat()).rejects.toThrow(PartitionLostError);
    const next = await collect(log, { topic, group });
    await next.received(2);
    expect(next.records.map(text)).toEqual(['1', '2']);
  });

  it('lets other partitions go on while one handler is slow but alive', async () => {
    const { log, topic } = ground();
    const positions = await log.publish(numbers(40).map((n) => record(topic, `r${n}`, String(n))));
    const slow = positions[0]?.partition;
    const others = positions.filter(({ partition }) => partition !== slow).length;
    const done: number[] = [];
    const waiting = createWaiting(() => done.length);
    const { ended, close } = await log.subscribe({
      topic,
      group: `${topic}-g`,
      handler: async (batch) => {
        if (batch.partition === slow) {
          await batch.heartbeat();
          await waiting.atLeast(others);
          await batch.heartbeat();
        }
        await batch.finish({ outputs: [], deadLetters: [], upTo: after(batch.records) });
        done.push(...batch.records.map(({ partition }) => partition));
        waiting.look();
      },
    });
    await waiting.atLeast(40);
    expect(done.filter((partition) => partition === slow)).toHaveLength(40 - others);
    expect(done).toHaveLength(40);
    await close();
    await ended;
  });

  it('ends the subscription when a handler throws, without finishing', async () => {
    const { log, topic } = ground();
    const group = `${topic}-g`;
    await log.publish([record(topic, 'a', '1')]);
    const bug = new TypeError('a bug in the handler');
    const failing = await log.subscribe({ topic, group, handler: () => Promise.reject(bug) });
    await expect(failing.ended).rejects.toBe(bug);
    await failing.close();
    const next = await collect(log, { topic, group });
    await next.received(1);
    expect(next.records.map(text)).toEqual(['1']);
  });

  it('goes on when a handler lets PartitionLostError pass', async () => {
    const { log, topic } = ground();
    await log.publish([record(topic, 'a', '1')]);
    let tries = 0;
    const second = Promise.withResolvers<void>();
    const member = await log.subscribe({
      topic,
      group: `${topic}-g`,
      handler: async (batch) => {
        if (++tries === 1) throw new PartitionLostError('moved');
        await batch.finish({ outputs: [], deadLetters: [], upTo: after(batch.records) });
        second.resolve();
      },
    });
    await second.promise;
    await member.close();
    await member.ended;
  });
}
