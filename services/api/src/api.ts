import swagger from '@fastify/swagger';
import { type FastifyInstance, fastify, LogController } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { ApiDeps } from './deps.ts';
import { answerBadUrl, handleErrors } from './error-handler.ts';
import { guard } from './guard.ts';
import { tidyOpenApi } from './openapi-tidy.ts';
import { operationRoutes, probeRoutes } from './routes/operations.ts';
import { originalRoutes } from './routes/originals.ts';
import { pageRoutes } from './routes/page.ts';
import { releaseRoutes } from './routes/releases.ts';

/** Of the HTTP interface; a change within /api/v1 only adds. */
const API_VERSION = '1.0.0';

/**
 * Builds the API and the page, apart from listening: call `listen` on it, or `inject` in tests. It only reads.
 * Closing it leaves what it was given open.
 */
export function createApi(deps: ApiDeps): FastifyInstance {
  const app = fastify({
    ...(deps.logger === false ? { logger: false } : { loggerInstance: deps.logger }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024,
    frameworkErrors: (_error, request, reply) => answerBadUrl(request.url, request, reply),
    routerOptions: { maxParamLength: 1000 },
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app);
  guard(app, deps.hosts);
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Presswatch',
        version: API_VERSION,
        description: 'Press releases with every revision and their original bytes. Errors are problem+json (RFC 9457).',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      tags: [
        { name: 'releases', description: 'Search, and everything about one release' },
        { name: 'operations', description: 'Sources, dead letters, how the pipeline stands' },
        { name: 'probes', description: 'For machines that watch the process' },
      ],
    },
    transform: jsonSchemaTransform,
    transformObject: (input) => tidyOpenApi(structuredClone(jsonSchemaTransformObject(input)) as never),
  });
  app.register(
    async (v1) => {
      releaseRoutes(v1, deps);
      originalRoutes(v1, deps);
      operationRoutes(v1, deps);
    },
    { prefix: '/api/v1' },
  );
  app.register(async (root) => {
    probeRoutes(root, deps);
    pageRoutes(root, deps.page);
    root.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  });
  return app;
}
