import { DEAD_LETTER_STATUSES, type DeadLetter } from '@presswatch/dead-letters';
import { pipelineStatusSchema, sourceViewSchema } from '@presswatch/inspection';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import { ApiError, problemSchema } from '../errors.ts';
import { deadLetterDetailSchema, deadLetterPageSchema } from '../schemas.ts';
import { originalView, subjectView } from './original-view.ts';

const errors = { '4xx': problemSchema, '5xx': problemSchema };
const tags = ['operations'];

const deadLetterParameters = z.object({
  stage: z.string().max(100).optional(),
  status: z.enum(DEAD_LETTER_STATUSES).optional(),
  reason: z.string().max(100).optional().describe('a code'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
});

/** Sources, dead letters, and how the pipeline stands. */
export function operationRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/sources',
    {
      schema: {
        tags,
        summary: 'Sources and their health',
        response: {
          200: z.object({ items: z.array(sourceViewSchema.meta({ id: 'SourceView' })).readonly() }),
          ...errors,
        },
      },
    },
    async () => ({ items: await deps.sources() }),
  );

  routes.get(
    '/status',
    {
      schema: {
        tags,
        summary: 'Lag of each stage, the limiting one, counts',
        response: { 200: pipelineStatusSchema.meta({ id: 'PipelineStatus' }), ...errors },
      },
    },
    () => deps.status(),
  );

  routes.get(
    '/dead-letters',
    {
      schema: {
        tags,
        summary: 'Records that a stage gave up',
        querystring: deadLetterParameters,
        response: { 200: deadLetterPageSchema, ...errors },
      },
    },
    async ({ query }) => {
      const { limit, stage, status, reason, cursor } = query;
      const page = await deps.deadLetters.list({
        limit,
        ...(stage === undefined ? {} : { stage }),
        ...(status === undefined ? {} : { status }),
        ...(reason === undefined ? {} : { reason }),
        ...(cursor === undefined ? {} : { cursor }),
      });
      const counts = await deps.deadLetters.counts(); // first: from then on the letters' places are known
      return { ...page, items: await Promise.all(page.items.map((letter) => withSubject(deps, letter))), counts };
    },
  );

  routes.get(
    '/dead-letters/:id',
    {
      schema: {
        tags,
        summary: 'One dead letter; the slashes of its id are written %2F',
        params: z.object({ id: z.string().max(400) }),
        response: { 200: deadLetterDetailSchema, ...errors },
      },
    },
    async ({ params }) => {
      const detail = await deps.deadLetters.show(params.id);
      if (detail === null) {
        throw new ApiError('dead-letter-not-found', `no dead letter ${params.id}: /api/v1/dead-letters lists them`);
      }
      const { original, ...letter } = detail;
      const view = originalView(original);
      const isFindable = view.releaseId !== undefined && (await deps.index.get(view.releaseId)) !== null;
      return { ...letter, original: { ...view, isFindable } };
    },
  );
}

/** Bytes of a record; a list reads no greater ones only to say how they are called. */
const MOST_READ = 256 * 1024;

async function withSubject({ deadLetters }: Pick<ApiDeps, 'deadLetters'>, letter: DeadLetter) {
  const detail = letter.size > MOST_READ ? null : await deadLetters.show(letter.id);
  return detail === null ? letter : { ...letter, ...subjectView(detail.original) };
}

/** For machines that watch the process: outside /api, by their usual names. */
export function probeRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const told = (problems: readonly string[]) => problems.join('; ') || 'see the log';
  const ok = z.object({
    status: z.literal('ok'),
    problems: z.array(z.string()).readonly().optional().describe('what is away, although the process can work'),
  });
  const answer = { 200: ok, '5xx': problemSchema };
  const good = (problems: readonly string[]) => ({ status: 'ok' as const, ...(problems.length > 0 && { problems }) });

  const live = async () => {
    const { live: lives, problems } = deps.health();
    if (!lives) throw new ApiError('not-live', told(problems));
    return good(problems);
  };
  const ready = async () => {
    const { live: lives, ready: isReady, problems } = deps.health();
    if (!lives || !isReady) throw new ApiError('not-ready', told(problems));
    return good(problems);
  };
  routes.get('/healthz', { schema: { tags: ['probes'], summary: 'Does it live', response: answer } }, live);
  routes.get('/readyz', { schema: { tags: ['probes'], summary: 'Can it work', response: answer } }, ready);
  // By the names that every service has them under; called by whatever host name.
  routes.get('/health/live', { schema: { hide: true, response: answer } }, live);
  routes.get('/health/ready', { schema: { hide: true, response: answer } }, ready);

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await deps.metrics()),
  );
}
