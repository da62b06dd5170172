import { once } from 'node:events';
import { PartitionLostError } from '../src/index.ts';
import { openKafkaLog } from '../src/kafka/index.ts';

/** A member that holds its first batch until it is told to go on, and says what became of it. */
const [brokers = '', topic = '', group = ''] = process.argv.slice(2);
const log = await openKafkaLog({ connection: { brokers: brokers.split(',') }, sessionMs: 6000 });
const say = (line: string) => process.stdout.write(`${line}\n`);
const told = once(process.stdin, 'data');
await log.subscribe({
  topic,
  group,
  handler: async (batch) => {
    say('holds');
    await told;
    try {
      await batch.finish({ outputs: [], deadLetters: [], upTo: (batch.records.at(-1)?.offset ?? 0) + 1 });
      say('finished');
    } catch (error) {
      say(error instanceof PartitionLostError ? 'lost' : String(error));
      throw error;
    }
  },
});
