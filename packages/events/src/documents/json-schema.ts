import { z } from 'zod';
import type { EventKind } from '../catalogue.ts';
import { eventSchemaUri } from '../catalogue.ts';

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [key: string]: unknown };

/** The JSON Schema (2020-12) of an event's value, as readers of any language check it: unknown fields are welcome. */
export function eventJsonSchema(event: EventKind): JsonSchema {
  const schema = z.toJSONSchema(event.schema, { io: 'input', target: 'draft-2020-12' });
  return { $id: eventSchemaUri(event), title: event.name, description: event.description, ...schema };
}
