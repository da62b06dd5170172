import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiError } from '../errors.ts';

const BUILT = fileURLToPath(new URL('../../../web/dist/', import.meta.url));

/** The views of the page, which all are its one file: the page itself reads the address. */
const VIEWS = [
  '/',
  '/releases/:id',
  '/releases/:id/revisions',
  '/releases/:id/original',
  '/releases/:id/original/:capture',
  '/releases/:id/way',
  '/dead-letters',
  '/dead-letters/:id',
  '/sources',
  '/help',
] as const;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Names under assets/ hold a hash of their content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The built page: its one HTML file at every view, its files under their names. Read once, when first asked for. */
export function pageRoutes(app: FastifyInstance, folder: string = BUILT): void {
  let files: ReadonlyMap<string, Buffer> | undefined;
  const fileAt = (path: string): Buffer => {
    files ??= readFiles(folder);
    const bytes = files.get(path);
    if (bytes === undefined) throw new ApiError('no-such-page', `there is no file ${path}: the page is at /`);
    return bytes;
  };
  const send = (reply: FastifyReply, path: string, cache: string) => {
    const bytes = fileAt(path);
    return reply
      .type(TYPES[extname(path)] ?? 'application/octet-stream')
      .header('cache-control', cache)
      .send(bytes);
  };
  const options = { schema: { hide: true } };
  for (const view of VIEWS) app.get(view, options, (_request, reply) => send(reply, 'index.html', 'no-cache'));
  app.get('/icon.svg', options, (_request, reply) => send(reply, 'icon.svg', 'no-cache'));
  app.get<{ Params: { file: string } }>('/assets/:file', options, ({ params }, reply) =>
    send(reply, `assets/${params.file}`, FOR_EVER),
  );
}

/** All files by their paths. A few, and small: they stay in memory, so that no path of a request reaches the disk. */
function readFiles(folder: string): ReadonlyMap<string, Buffer> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length));
    return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    throw new ApiError('page-not-built', 'the page is not built yet: run npm start, or npm run build while this runs', {
      cause: error,
    });
  }
}
