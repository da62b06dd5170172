import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { escapeHtml } from './releases.ts';

/** One item of the feed and the page it links to. */
export interface FeedItem {
  /** The page's path, without a leading slash. */
  readonly path: string;
  readonly guid?: string;
  readonly title: string;
  readonly summary?: string;
  /** RFC 822, as RSS wants it. */
  readonly published?: string;
  readonly page: { readonly mediaType: string; readonly body: string };
}

/** A loopback server with one RSS feed, at `feedUrl`, and a page an item. */
export interface FeedServer extends AsyncDisposable {
  readonly origin: string;
  readonly feedUrl: string;
  /** Adds items at the top of the feed, or replaces those with the same path. */
  put(...items: readonly FeedItem[]): void;
  /** Takes items out of the feed and answers 410 for their pages. */
  remove(...paths: readonly string[]): void;
  /** Answers every request with this status until called with undefined. */
  fail(status: number | undefined): void;
  /** Requests so far, the oldest first. */
  readonly requests: readonly { readonly path: string; readonly status: number }[];
  close(): Promise<void>;
}

/** Starts a feed server on a free port of 127.0.0.1. */
export async function startFeedServer(title = 'Newsroom'): Promise<FeedServer> {
  const items = new Map<string, FeedItem>();
  const gone = new Set<string>();
  const requests: { path: string; status: number }[] = [];
  let failure: number | undefined;
  let origin = '';
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', origin).pathname.slice(1));
    const status = failure ?? answer(path, request, response);
    if (failure !== undefined) response.writeHead(failure).end();
    requests.push({ path, status });
  });
  const answer = (path: string, request: IncomingMessage, response: ServerResponse): number => {
    if (path === 'feed.xml') return send(request, response, 'application/rss+xml', rss(title, origin, items.values()));
    const item = items.get(path);
    if (item) return send(request, response, item.page.mediaType, item.page.body);
    const status = gone.has(path) ? 410 : 404;
    response.writeHead(status).end();
    return status;
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return {
    origin,
    feedUrl: `${origin}/feed.xml`,
    requests,
    put: (...added) => {
      for (const item of added) items.set(item.path, item);
    },
    remove: (...paths) => {
      for (const path of paths) if (items.delete(path)) gone.add(path);
    },
    fail: (status) => {
      failure = status;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Sends a body with its ETag, or 304 where the client has it already. */
function send(request: IncomingMessage, response: ServerResponse, mediaType: string, body: string): number {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  const known = request.headers['if-none-match'] === etag;
  const headers = known ? { etag } : { etag, 'content-type': `${mediaType}; charset=utf-8` };
  response.writeHead(known ? 304 : 200, headers).end(known ? undefined : body);
  return known ? 304 : 200;
}

function rss(title: string, origin: string, items: Iterable<FeedItem>): string {
  const entries = [...items].reverse().map((item) => {
    const summary = item.summary === undefined ? '' : `<description>${escapeHtml(item.summary)}</description>`;
    const published = item.published === undefined ? '' : `<pubDate>${escapeHtml(item.published)}</pubDate>`;
    const guid = item.guid === undefined ? '' : `<guid isPermaLink="false">${escapeHtml(item.guid)}</guid>`;
    const link = `${origin}/${encodeURI(item.path)}`;
    return `<item><title>${escapeHtml(item.title)}</title><link>${link}</link>${guid}${published}${summary}</item>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${escapeHtml(title)}</title><link>${origin}/</link>
${entries.join('\n')}
</channel></rss>
`;
}
