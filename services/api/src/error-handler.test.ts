import { ErasuresUnreadableError } from '@presswatch/erasures';
import { LogUnavailableError } from '@presswatch/event-log';
import { captureId } from '@presswatch/identity';
import { RecordsUnavailableError } from '@presswatch/records';
import { QueryTooWideError } from '@presswatch/release-index';
import { StateUnavailableError } from '@presswatch/state';
import { expect, it } from 'vitest';
import { createApi } from './api.ts';
import type { ApiDeps } from './deps.ts';

it('answers a query that the index cannot ask at once with what to do, as the caller’s fault', async () => {
  const index = { search: () => Promise.reject(new QueryTooWideError('2,000 clauses: make it several queries')) };
  const api = createApi({ index, logger: false } as unknown as ApiDeps);
  const response = await api.inject({ url: '/api/v1/releases?q=a', headers: { host: 'localhost' } });
  await api.close();
  expect(response.statusCode).toBe(400);
  expect(response.json()).toMatchObject({ code: 'query-too-wide', detail: '2,000 clauses: make it several queries' });
});

it.each([
  [new LogUnavailableError('Kafka is away'), 'log-unavailable'],
  [new RecordsUnavailableError('OpenSearch is away'), 'records-unavailable'],
  [new ErasuresUnreadableError('nobody knows what is erased'), 'records-unavailable'],
  [new StateUnavailableError('Redis is away'), 'state-unavailable'],
])('answers 503 while a server is away: %s', async (error, code) => {
  const fails = () => Promise.reject(error);
  const deps = { deadLetters: { list: fails, counts: fails, show: fails }, sources: fails, logger: false };
  const api = createApi(deps as unknown as ApiDeps);
  for (const url of ['/api/v1/dead-letters', '/api/v1/dead-letters/a', '/api/v1/sources']) {
    const response = await api.inject({ url, headers: { host: 'localhost' } });
    expect(response.statusCode).toBe(503);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ code, detail: expect.stringMatching(/presswatch doctor"$/) });
  }
  await api.close();
});

it('answers 503 for the original bytes while the log is away', async () => {
  const capture = { fetchedAt: 1, sha256: 'a'.repeat(64) };
  const document = { releaseId: 'b'.repeat(32), capture, rawAt: 'releases.raw/0/0' };
  const index = { captures: async () => [document] };
  const log = { readAt: () => Promise.reject(new LogUnavailableError('Kafka is away')) };
  const api = createApi({ index, log, logger: false } as unknown as ApiDeps);
  const url = `/api/v1/releases/${document.releaseId}/captures/${captureId(capture)}/raw`;
  const response = await api.inject({ url, headers: { host: 'localhost' } });
  await api.close();
  expect(response.json()).toMatchObject({ status: 503, code: 'log-unavailable' });
});
