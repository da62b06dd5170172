import { z } from 'zod';

/** A source as people see it: what is configured, and the last that was heard of it. */
export const sourceViewSchema = z.object({
  id: z.string(),
  kind: z.string().describe('folder, feed, upload, url, push'),
  title: z.string().optional(),
  url: z.string().optional(),
  enabled: z.boolean(),
  state: z.string().describe('ok, failing, not-a-feed, blocked, gone; unknown before the first look'),
  since: z.int().optional().describe('ms: when it came into this state'),
  checkedAt: z.int().optional().describe('ms: the last look'),
  lastSuccess: z.int().optional().describe('ms: the last look that could be read'),
  nextAt: z.int().optional().describe('ms: when it is looked at again'),
  itemsSeen: z.int().optional().describe('items at the last success'),
  reason: z.string().optional().describe('a code'),
  message: z.string().optional().describe('what happened and what to do'),
});

export type SourceView = z.infer<typeof sourceViewSchema>;
