export { asyncApiDocument } from './asyncapi.ts';
export { eventJsonSchema, type JsonSchema } from './json-schema.ts';
