import { parsedReleaseSchema, type RawRelease } from '@presswatch/events';
import type { StageContext } from '@presswatch/stage';
import { expect, it } from 'vitest';
import { NOW, rawOf } from '../test/raw-of.ts';
import { parserModule } from './index.ts';
import * as stage from './stage.ts';

const ctx = { now: NOW, envelope: {} as StageContext['envelope'] };

it('is the module that the package names', async () => {
  const module: typeof stage = await import(parserModule.href);
  expect(module.describe()).toMatchObject({ name: 'parser', output: { topic: 'releases.parsed' } });
});

it('passes a removal through with every field', () => {
  const { releaseId, capture, source, aliases } = rawOf('');
  const removed: RawRelease = { state: 'removed', releaseId, capture, source, aliases, reason: 'gone', extra: 1 };
  expect(stage.create()(removed, ctx)).toEqual({ kind: 'emit', events: [removed] });
});

it('emits an event of its schema, the same for the same input', async () => {
  const raw = rawOf('A title\n\nAnd a paragraph under it, of the kind that releases have.');
  const outcome = await stage.create()(raw, ctx);
  expect(outcome).toEqual(await stage.create()(raw, ctx));
  expect(outcome.kind === 'emit' && parsedReleaseSchema.safeParse(outcome.events[0]).success).toBe(true);
});
