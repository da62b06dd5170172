import { openKafkaLog } from '../src/kafka/index.ts';
import { type RelayTopics, relay } from './relay.ts';

/** A member to be killed: carries one topic on to others and writes a line for each batch that it is handed. */
const [brokers = '', topics = '{}'] = process.argv.slice(2);
const log = await openKafkaLog({ connection: { brokers: brokers.split(',') }, sessionMs: 6000 });
const { ended } = await relay(log, JSON.parse(topics) as RelayTopics, ({ partition, records }) =>
  process.stdout.write(`${partition} ${records.length}\n`),
);
ended.catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
