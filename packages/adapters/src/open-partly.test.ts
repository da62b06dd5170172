import { LogUnavailableError } from '@presswatch/event-log';
import { RecordsUnavailableError } from '@presswatch/records';
import { IndexUnavailableError } from '@presswatch/release-index';
import { readSettings } from '@presswatch/service-kit';
import { expect, it } from 'vitest';
import { openPartly } from './open-partly.ts';

/** Nobody listens on port 1. */
const env = {
  PRESSWATCH_LOG: 'kafka://127.0.0.1:1',
  PRESSWATCH_INDEX: 'opensearch+http://127.0.0.1:1/presswatch',
  PRESSWATCH_RECORDS: 'opensearch+http://127.0.0.1:1/presswatch',
  PRESSWATCH_STATE: 'redis://127.0.0.1:1/0',
};

it('opens although every server is away, and says so at each call', { timeout: 20_000 }, async () => {
  const data = await openPartly(readSettings(env, '/'));
  await expect(data.log.lag('releases.raw', 'parser')).rejects.toThrow(LogUnavailableError);
  await expect(data.log.scan('releases.raw')[Symbol.asyncIterator]().next()).rejects.toThrow(LogUnavailableError);
  await expect(data.index.get('a'.repeat(32))).rejects.toThrow(IndexUnavailableError);
  await expect(data.records.scan('erasure')).rejects.toThrow(RecordsUnavailableError);
  await data.close();
});
