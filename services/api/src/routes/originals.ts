import { captureId } from '@presswatch/identity';
import { readRaw } from '@presswatch/inspection';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import { ApiError, problemSchema } from '../errors.ts';
import { captureIdSchema, releaseIdSchema } from '../schemas.ts';
import { pageReply } from './page-reply.ts';
import { rawReply } from './raw-reply.ts';

const params = z.object({ id: releaseIdSchema, capture: captureIdSchema });
const errors = { '4xx': problemSchema, '5xx': problemSchema };
const tags = ['releases'];

/** The original bytes of a capture: to keep, and to look at. */
export function originalRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/releases/:id/captures/:capture/raw',
    {
      schema: {
        tags,
        summary: 'The original bytes of a capture, as a download',
        params,
        produces: ['text/plain', 'application/octet-stream'],
        response: { 200: z.string().meta({ format: 'binary', description: 'the bytes as fetched' }), ...errors },
      },
    },
    async ({ params }, reply) => {
      const { raw, fetchedAt } = await find(deps, params);
      return rawReply(reply, raw, `${params.id}-${fetchedAt}`);
    },
  );

  routes.get(
    '/releases/:id/captures/:capture/view',
    {
      schema: {
        tags,
        summary: 'The original of a capture as a page: no scripts, no requests elsewhere; HTML only',
        params,
        produces: ['text/html'],
        response: { 200: z.string().meta({ description: 'the page, in UTF-8' }), ...errors },
      },
    },
    async ({ params }, reply) => pageReply(reply, (await find(deps, params)).raw),
  );
}

async function find(deps: Pick<ApiDeps, 'index' | 'log'>, { id, capture }: z.infer<typeof params>) {
  const captures = await deps.index.captures(id);
  if (captures.length === 0) throw noRelease(id);
  const document = captures.find((one) => captureId(one.capture) === capture);
  if (document === undefined) {
    throw new ApiError('capture-not-found', `no capture ${capture}: the release lists those it has`);
  }
  const raw = await readRaw(deps.log, document);
  if (raw === null) {
    throw new ApiError('raw-not-kept', 'this look found the release gone, or its bytes were erased or trimmed');
  }
  return { raw, fetchedAt: document.capture.fetchedAt };
}

export const noRelease = (id: string) =>
  new ApiError('release-not-found', `no release ${id} in the index: search for it, or ask "presswatch why"`);
