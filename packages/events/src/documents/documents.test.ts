import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { EVENT_KINDS } from '../catalogue.ts';
import { asyncApiDocument } from './asyncapi.ts';
import { eventJsonSchema } from './json-schema.ts';

const folder = join(import.meta.dirname, '../../samples');
const samples = readdirSync(folder).map((name) => ({
  name,
  ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as { kind: string; value: unknown }),
}));

describe('the JSON Schemas', () => {
  const ajv = new Ajv2020({ allErrors: true });

  it.each(EVENT_KINDS.map((event) => [event.name, event] as const))(
    '%s accepts its samples and no number',
    (_name, event) => {
      const validate = ajv.compile(eventJsonSchema(event));
      for (const sample of samples.filter(({ kind }) => kind === event.name)) {
        expect(validate(sample.value), `${sample.name}: ${JSON.stringify(validate.errors)}`).toBe(true);
      }
      expect(validate(7)).toBe(false);
    },
  );
});

describe('the AsyncAPI document', () => {
  it('is valid AsyncAPI 3.0', async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApiDocument()));
    const errors = diagnostics.filter(({ severity }) => severity === 0);
    expect(errors.map(({ message, path }) => `${path.join('.')}: ${message}`)).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
    expect(document?.channels().all()).toHaveLength(EVENT_KINDS.length);
  });

  it('is found invalid when an operation names a channel that is not there', async () => {
    const broken = JSON.stringify(asyncApiDocument()).replace('"#/channels/sources-status"', '"#/channels/nowhere"');
    const { diagnostics } = await new Parser().parse(broken);
    expect(diagnostics.filter(({ severity }) => severity === 0)).not.toEqual([]);
  });
});
