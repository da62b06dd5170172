import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { useKafkaTopics } from '../../test/kafka/topics.ts';
import { relay } from '../../test/relay.ts';
import { collect, createWaiting, everything, record } from '../contract/ground.ts';
import type { EventLog } from '../port.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const brokers = () => inject('servers').brokers.join(',');
const ground = useKafkaTopics();

/** Starts a program of the test folder as a service would run. */
function start(program: string, args: readonly string[]) {
  const path = fileURLToPath(new URL(`../../test/${program}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](), exit: once(child, 'exit') };
}

const end = { outputs: [], deadLetters: [] };
const behind = (records: readonly { readonly offset: number }[]) => (records.at(-1)?.offset ?? -1) + 1;

/** Carries on until the group lags no more; every batch of the outputs makes it look again. */
async function drain(log: EventLog, topics: Parameters<typeof relay>[1] & object): Promise<void> {
  let left = Number.POSITIVE_INFINITY;
  const waiting = createWaiting(() => -left);
  const look = async () => {
    left = (await log.lag(topics.in, topics.group)).records;
    waiting.look();
  };
  const member = await relay(log, topics, () => void look());
  const watch = await log.subscribe({
    topic: topics.out,
    group: `${topics.out}-watch`,
    handler: (batch) => batch.finish({ ...end, upTo: behind(batch.records) }).then(look),
  });
  await look();
  await waiting.atLeast(0);
  await Promise.all([member.close(), watch.close()]);
}

describe('members of a group on Kafka', { timeout: 120_000 }, () => {
  it('lose nothing when they are killed with work in hand, and keep each release in order', async () => {
    const { log, topic } = ground();
    const input = await topic('in');
    const topics = {
      in: input,
      group: `${input}-relay`,
      out: await topic('out'),
      dead: await topic('dead'),
    };
    const content = numbers(3000).map((n) => record(topics.in, `r${n % 150}`, String(n)));
    await log.publish(content);
    for (const batches of [9, 40, 70]) {
      const { child, lines, exit } = start('kafka-relay-process.ts', [brokers(), JSON.stringify(topics)]);
      for (let seen = 0; seen < batches; seen++) await lines.next();
      child.kill('SIGKILL');
      await exit;
    }
    expect((await log.lag(topics.in, topics.group)).records).toBeGreaterThan(0);
    await drain(log, topics);
    const carried = [...(await everything(log, topics.out)), ...(await everything(log, topics.dead))];
    expect([...new Set(carried.map(({ key }) => key))].toSorted()).toEqual(content.map(({ key }) => key).toSorted());
    const firsts = [...new Set((await everything(log, topics.out)).map(({ key }) => key))];
    for (const release of numbers(150).map((n) => `r${n}/`)) {
      const seen = firsts.filter((key) => key.startsWith(release)).map((key) => Number(key.slice(release.length)));
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    }
  });

  it('that slept beyond the session time-out finish nothing that others have done', async () => {
    const { log, topic } = ground();
    const name = await topic('in');
    await log.publish(numbers(40).map((n) => record(name, `r${n}`, String(n))));
    const { child, lines, exit } = start('kafka-holding-process.ts', [brokers(), name, `${name}-g`]);
    expect((await lines.next()).value).toBe('holds');
    child.kill('SIGSTOP');
    const inbox = await collect(log, { topic: name, group: `${name}-g` });
    await inbox.received(40);
    child.kill('SIGCONT');
    child.stdin.write('go on\n');
    let said = (await lines.next()).value;
    while (said === 'holds') said = (await lines.next()).value; // of other partitions
    expect(said).toBe('lost');
    expect((await log.lag(name, `${name}-g`)).records).toBe(0);
    child.kill('SIGKILL');
    await exit;
  });
});
