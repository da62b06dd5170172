import type { SourceRef } from '@presswatch/events';
import { z } from 'zod';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30s`, `15m`, `2h`, `1d`; at least a second. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, 'write a time as 30s, 15m, 2h or 1d')
  .transform((text) => Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? 0));

const webUrl = z
  .string()
  .max(2_000)
  .refine(
    (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
    'write a whole address, as https://example.org/feed.xml',
  );

const common = {
  id: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9._-]{0,99}$/,
      'use small letters, digits, dots and dashes, at most 100, beginning with a letter or digit',
    ),
  title: z.string().min(1).max(200).optional(),
  issuer: z.string().min(1).max(200).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'write two capital letters (ISO 3166-1), as GB')
    .optional(),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'write a language tag, as en or pt-BR')
    .optional(),
  enabled: z.boolean().default(false),
  unverified: z.boolean().optional(),
};

const MINUTE = 60_000;

export const sourceConfigSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('feed'), url: webUrl, every: duration.default(15 * MINUTE) }),
  z.strictObject({ ...common, kind: z.literal('folder'), path: z.string().min(1), every: duration.default(2_000) }),
]);

/** A source as the list states it; `every` in ms. */
export type SourceConfig = z.output<typeof sourceConfigSchema>;
export type FeedSource = Extract<SourceConfig, { kind: 'feed' }>;
export type FolderSource = Extract<SourceConfig, { kind: 'folder' }>;

/** The source as events carry it. */
export function sourceRef(source: SourceConfig): SourceRef {
  const { id, kind, title, issuer, country, language } = source;
  return {
    id,
    kind,
    ...(title !== undefined && { title }),
    ...(issuer !== undefined && { issuer }),
    ...(country !== undefined && { country }),
    ...(language !== undefined && { language }),
  };
}
