export { createApi } from './api.ts';
export type { ApiDeps, Health } from './deps.ts';
export { generateOpenApi } from './openapi.ts';
