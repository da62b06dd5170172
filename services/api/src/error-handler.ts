import { DeadLetterCursorError } from '@presswatch/dead-letters';
import { ErasuresUnreadableError } from '@presswatch/erasures';
import { LogUnavailableError } from '@presswatch/event-log';
import { RecordsUnavailableError } from '@presswatch/records';
import { CursorError, IndexUnavailableError, QueryTooWideError } from '@presswatch/release-index';
import { StateUnavailableError } from '@presswatch/state';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ApiError, type Problem, type ProblemCode, problemOf } from './errors.ts';
import { SECURITY_HEADERS } from './guard.ts';

const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply =>
  reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem);

/** Servers that are away are nobody's bug: what asks again later is answered. */
const AWAY: readonly (readonly [kind: new (message: string) => Error, code: ProblemCode])[] = [
  [IndexUnavailableError, 'index-unavailable'],
  [LogUnavailableError, 'log-unavailable'],
  [RecordsUnavailableError, 'records-unavailable'],
  [ErasuresUnreadableError, 'records-unavailable'],
  [StateUnavailableError, 'state-unavailable'],
];

/** Turns whatever a route throws into a problem. What is not foreseen is logged, and told without its details. */
function problemOfError(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof ApiError) return problemOf(error.code, error.message, error.faults);
  if (error instanceof CursorError || error instanceof DeadLetterCursorError) {
    return problemOf('invalid-cursor', error.message);
  }
  if (error instanceof QueryTooWideError) return problemOf('query-too-wide', error.message);
  const away = AWAY.find(([kind]) => error instanceof kind);
  if (away !== undefined)
    return problemOf(away[1], `${error.message}; try again in a moment, or see "presswatch doctor"`);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const faults = error.validation.map(({ instancePath, message = 'wrong' }) => ({
      at: instancePath.slice(1) || String(error.validationContext),
      message,
    }));
    const detail = `${faults.map(({ at, message }) => `${at}: ${message}`).join('; ')}; see /api/openapi.json`;
    return problemOf('invalid-request', detail, faults);
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return problemOf('malformed-request', `${error.message}; see /api/openapi.json`);
  }
  request.log.error({ err: error, url: request.url.slice(0, 200) }, 'a request failed');
  return problemOf('internal', 'the server failed on this request and has logged why; try again, then look at the log');
}

export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(reply, problemOfError(error, request)));
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      reply.header('allow', 'GET, HEAD');
      return sendProblem(
        reply,
        problemOf('method-not-allowed', `${request.method} is not answered: only GET and HEAD`),
      );
    }
    return sendProblem(reply, problemOf('no-such-page', 'nothing is here; the API is described in /api/openapi.json'));
  });
}

/** An address that the router cannot even decode: no hook runs on it. */
export function answerBadUrl(_path: string, _request: unknown, reply: FastifyReply): void {
  reply.headers(SECURITY_HEADERS);
  sendProblem(reply, problemOf('malformed-request', 'the address holds a % that encodes nothing: write it as %25'));
}
