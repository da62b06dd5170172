import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../errors.ts';

const FILES = {
  'index.html': 'text/html; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'main.js': 'text/javascript; charset=utf-8',
  'search-view.js': 'text/javascript; charset=utf-8',
  'release-view.js': 'text/javascript; charset=utf-8',
  'format.js': 'text/javascript; charset=utf-8',
  'dom.js': 'text/javascript; charset=utf-8',
} as const;

/** The page at `/`: a few files of our own, read once. */
export function pageRoutes(app: FastifyInstance): void {
  const files = new Map(
    Object.entries(FILES).map(([name, type]) => {
      const bytes = readFileSync(new URL(`../page/${name}`, import.meta.url));
      return [name, { type, bytes }] as const;
    }),
  );
  const options = { schema: { hide: true } };
  const send = (name: string) => {
    const file = files.get(name);
    if (file === undefined) throw new ApiError('no-such-page', `there is no file ${name}: the page is at /`);
    return file;
  };
  app.get('/', options, (_request, reply) => {
    const { type, bytes } = send('index.html');
    return reply.type(type).header('cache-control', 'no-cache').send(bytes);
  });
  app.get<{ Params: { file: string } }>('/page/:file', options, (request, reply) => {
    const { type, bytes } = send(request.params.file);
    return reply.type(type).header('cache-control', 'no-cache').send(bytes);
  });
}
