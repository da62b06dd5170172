import { QueryTooWideError } from '@presswatch/release-index';
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
