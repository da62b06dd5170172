import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { generateOpenApi } from './openapi.ts';

describe('generateOpenApi', () => {
  it('gives a valid OpenAPI 3.1 document', async () => {
    const validator = new Validator();
    const result = await validator.validate(JSON.parse(await generateOpenApi()));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('describes every route under /api/v1, its problems included', async () => {
    const { paths } = JSON.parse(await generateOpenApi());
    expect(Object.keys(paths)).toEqual([
      '/api/v1/releases',
      '/api/v1/releases/{id}',
      '/api/v1/releases/{id}/way',
      '/api/v1/releases/{id}/revisions/{name}',
      '/api/v1/releases/{id}/captures/{capture}/raw',
      '/api/v1/releases/{id}/captures/{capture}/view',
      '/api/v1/sources',
      '/api/v1/status',
      '/api/v1/dead-letters',
      '/api/v1/dead-letters/{id}',
      '/healthz',
      '/readyz',
    ]);
    const { responses } = paths['/api/v1/releases'].get;
    expect(responses['4XX'].content).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    });
  });

  it('is as committed: npm run generate writes it anew', async () => {
    const committed = await readFile(new URL('../generated/openapi.json', import.meta.url), 'utf8');
    expect(await generateOpenApi()).toBe(committed);
  });

  it('refers only to schemas that it has', async () => {
    const text = await generateOpenApi();
    const { schemas } = JSON.parse(text).components;
    const named = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name));
    expect([...named].sort()).toEqual(Object.keys(schemas).sort());
  });
});
