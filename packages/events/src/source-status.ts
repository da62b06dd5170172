import { z } from 'zod';
import { openWord, sourceRefSchema } from './common.ts';

/** The health of a source, at the moment of `checkedAt`. */
export const sourceStatusSchema = z.looseObject({
  source: sourceRefSchema,
  state: openWord(['ok', 'failing', 'not-a-feed', 'blocked', 'gone']),
  since: z.int().describe('ms: when the source came into this state'),
  checkedAt: z.int().describe('ms: the last look'),
  lastSuccess: z.int().optional().describe('ms: the last look that could be read'),
  reason: z.string().max(100).optional().describe('a code'),
  message: z.string().max(1000).optional().describe('what happened and what to do'),
  itemsSeen: z.int().nonnegative().optional().describe('items at the last success'),
  nextAt: z.int().optional().describe('ms: when the source is looked at again'),
});

export type SourceStatus = z.infer<typeof sourceStatusSchema>;
