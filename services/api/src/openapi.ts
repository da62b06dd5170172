import { createApi } from './api.ts';
import type { ApiDeps } from './deps.ts';

const unasked = (): never => {
  throw new Error('describing the API asks nothing');
};

/** Describing asks nothing of what the routes read from. */
const NOTHING: ApiDeps = {
  index: { get: unasked, captures: unasked, lookUp: unasked, search: unasked, scan: unasked },
  log: { readAt: unasked },
  deadLetters: { list: unasked, show: unasked, counts: unasked },
  status: unasked,
  sources: unasked,
  metrics: unasked,
  health: unasked,
  logger: false,
};

/** The OpenAPI 3.1 document of the API, as committed in `generated/openapi.json`. */
export async function generateOpenApi(): Promise<string> {
  const app = createApi(NOTHING);
  await app.ready();
  const document = app.swagger();
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
