import { expect, it } from 'vitest';
import { startFeedServer } from './feed-server.ts';

const page = { mediaType: 'text/html', body: '<p>One</p>' };

it('serves a feed that changes, with ETags, and the items’ pages', async () => {
  await using server = await startFeedServer();
  server.put({ path: 'one', title: 'One & only', page });
  const first = await fetch(server.feedUrl);
  expect(await first.text()).toContain('<title>One &amp; only</title>');
  const etag = first.headers.get('etag') ?? '';
  const again = await fetch(server.feedUrl, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect(await (await fetch(`${server.origin}/one`)).text()).toBe(page.body);
  server.put({ path: 'two', title: 'Two', page });
  const changed = await fetch(server.feedUrl, { headers: { 'if-none-match': etag } });
  expect(changed.status).toBe(200);
  await changed.body?.cancel();
});

it('answers 410 for what was removed and fails when told to', async () => {
  await using server = await startFeedServer();
  server.put({ path: 'one', title: 'One', page });
  server.remove('one');
  expect((await fetch(`${server.origin}/one`)).status).toBe(410);
  expect((await fetch(`${server.origin}/other`)).status).toBe(404);
  server.fail(503);
  expect((await fetch(server.feedUrl)).status).toBe(503);
  expect(server.requests.map(({ status }) => status)).toEqual([410, 404, 503]);
});
