import { runService } from '../src/index.ts';

// A service whose part ends by itself, as a subscription does when Kafka refuses for good: run by run-service.test.ts.
const code = await runService({
  name: 'failing',
  summary: 'Fails.',
  ports: [],
  settings: [],
  ownProbes: true,
  async start() {
    const ended = Promise.withResolvers<void>();
    setImmediate(() => ended.reject(new Error('Kafka did not take 3 records (no broker)')));
    return {
      ended: ended.promise,
      health: () => ({ live: true, ready: true, problems: [] }),
      stop: async () => undefined,
    };
  },
});
process.exit(code);
