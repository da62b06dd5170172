import { captureId } from '@presswatch/identity';
import { readRelease } from '@presswatch/inspection';
import { parseQuery } from '@presswatch/query';
import { type CaptureDocument, FACET_FIELDS, type Hit, type ReleaseContent } from '@presswatch/release-index';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import { ApiError, problemSchema } from '../errors.ts';
import {
  captureIdSchema,
  releaseIdSchema,
  releaseSchema,
  revisionContentSchema,
  searchResultSchema,
  waySchema,
} from '../schemas.ts';
import { noRelease } from './originals.ts';

const MAX_QUERY = 2000;

const searchParameters = z.object({
  q: z.string().max(MAX_QUERY).default('').describe('the query; empty for every release'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(2000).optional().describe('of the page before'),
  sort: z.enum(['newest', 'relevance']).default('newest'),
  facets: z
    .string()
    .max(200)
    .regex(new RegExp(`^(?:${FACET_FIELDS.join('|')})?(?:,(?:${FACET_FIELDS.join('|')}))*$`), {
      error: `must be names separated by commas, out of ${FACET_FIELDS.join(', ')}`,
    })
    .optional()
    .describe(`names separated by commas: ${FACET_FIELDS.join(', ')}`),
  highlight: z.enum(['true', 'false']).default('false').describe('mark what matched'),
});

const errors = { '4xx': problemSchema, '5xx': problemSchema };
const tags = ['releases'];

/** Search, and everything about one release. */
export function releaseRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const { index } = deps;

  routes.get(
    '/releases',
    {
      schema: {
        tags,
        summary: 'Search',
        querystring: searchParameters,
        response: { 200: searchResultSchema, ...errors },
      },
    },
    async ({ query }) => {
      const { limit, cursor, sort } = query;
      const result = await index.search({
        query: treeOf(query.q),
        limit,
        sort,
        facets: FACET_FIELDS.filter((field) => query.facets?.split(',').includes(field)),
        highlight: query.highlight === 'true',
        ...(cursor === undefined ? {} : { cursor }),
      });
      return { ...result, hits: result.hits.map(hitView) };
    },
  );

  routes.get(
    '/releases/:id',
    {
      schema: {
        tags,
        summary: 'One release with its captures and revisions',
        params: z.object({ id: releaseIdSchema }),
        response: { 200: releaseSchema, ...errors },
      },
    },
    async ({ params }) => {
      const view = await readRelease(index, params.id);
      if (view === null) throw noRelease(params.id);
      const { release, captures, revisions } = view;
      const { releaseId, firstSeen, withdrawnAt, shown } = release;
      return {
        releaseId,
        firstSeen,
        withdrawnAt,
        content: shown?.content ?? null,
        provenance: shown === null ? null : provenanceOf(shown),
        captures: captures.map((capture) => ({
          ...capture,
          raw: capture.raw ? rawPath(releaseId, capture.id) : null,
          view: capture.raw ? viewPath(releaseId, capture.id) : null,
        })),
        revisions,
      };
    },
  );

  routes.get(
    '/releases/:id/way',
    {
      schema: {
        tags,
        summary: 'The stages that the captures of a release came through',
        params: z.object({ id: releaseIdSchema }),
        response: { 200: waySchema, ...errors },
      },
    },
    async ({ params }) => {
      const captures = await index.captures(params.id);
      if (captures.length === 0) throw noRelease(params.id);
      return { releaseId: params.id, captures: captures.map(wayOf) };
    },
  );

  routes.get(
    '/releases/:id/revisions/:name',
    {
      schema: {
        tags,
        summary: 'What one revision of a release says',
        params: z.object({ id: releaseIdSchema, name: captureIdSchema }),
        response: { 200: revisionContentSchema, ...errors },
      },
    },
    async ({ params }) => {
      const captures = await index.captures(params.id);
      if (captures.length === 0) throw noRelease(params.id);
      const document = captures.find(({ capture }) => captureId(capture) === params.name);
      if (document === undefined) {
        throw new ApiError('revision-not-found', `no revision ${params.name}: the release lists those it has`);
      }
      return { releaseId: params.id, name: params.name, content: document.content };
    },
  );
}

function treeOf(text: string) {
  const result = parseQuery(text);
  if (result.ok) return result.tree;
  const [first] = result.errors;
  const detail = first === undefined ? 'the query cannot be read' : `${first.message}; ${first.remedy}`;
  throw new ApiError('invalid-query', detail, { faults: result.errors.map((error) => ({ at: 'q', ...error })) });
}

const capturePath = (releaseId: string, capture: string) => `/api/v1/releases/${releaseId}/captures/${capture}`;
const rawPath = (releaseId: string, capture: string) => `${capturePath(releaseId, capture)}/raw`;
const viewPath = (releaseId: string, capture: string) => `${capturePath(releaseId, capture)}/view`;

/** Characters of a summary, and those that a paragraph must have to say something: a stated date or place does not. */
const SUMMARY = { most: 280, least: 40 };

/** How the news begins; nothing where no paragraph of it says something. */
function summaryOf(body: ReleaseContent['body']): { readonly summary?: string } {
  const block = body.find(
    ({ kind, part, text }) => kind === 'paragraph' && part === undefined && text.length >= SUMMARY.least,
  );
  if (block === undefined) return {};
  if (block.text.length <= SUMMARY.most) return { summary: block.text };
  const cut = block.text.slice(0, SUMMARY.most).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  return { summary: `${space > SUMMARY.most / 2 ? cut.slice(0, space) : cut}…` };
}

function hitView({ release, highlights }: Hit) {
  const { releaseId, firstSeen, withdrawnAt, shown } = release;
  const content = shown?.content ?? null;
  return {
    releaseId,
    firstSeen,
    withdrawnAt,
    title: content?.title ?? null,
    kind: content?.kind ?? null,
    url: content?.url,
    issuer: content?.issuer,
    distributor: content?.distributor,
    published: content?.published,
    modified: content?.modified,
    language: content?.language,
    source: shown?.source ?? null,
    countries: content?.countries ?? [],
    topics: content?.topics ?? [],
    ...summaryOf(content?.body ?? []),
    withdrawn: content?.withdrawn !== undefined,
    highlights,
  };
}

function provenanceOf(shown: CaptureDocument) {
  const capture = captureId(shown.capture);
  const { source, aliases, origin, epoch, ingestedAt, releaseId } = shown;
  return {
    capture,
    source,
    aliases,
    origin,
    epoch,
    ingestedAt,
    raw: shown.rawAt === undefined ? null : rawPath(releaseId, capture),
    way: `/api/v1/releases/${releaseId}/way`,
  };
}

const wayOf = ({ capture, source, ingestedAt, way }: CaptureDocument) => ({
  capture: captureId(capture),
  source,
  fetchedAt: capture.fetchedAt,
  ingestedAt,
  stages: way,
});
