import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** The last file of a backup that is written: a folder without it holds no backup. */
export const MANIFEST = 'backup.json';

const manifestSchema = z.object({
  format: z.literal('presswatch-backup'),
  version: z.literal(1),
  presswatch: z.string().describe('the version that made it'),
  sqlite: z.string(),
  takenAt: z.int().describe('ms'),
  files: z
    .array(
      z.object({
        name: z.enum(['state', 'log', 'index', 'records']),
        file: z.string().regex(/^[a-z]+\.db$/),
        bytes: z.int().nonnegative(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        schema: z.int().nonnegative().describe('version of the file’s schema'),
        counts: z.record(z.string(), z.int().nonnegative()),
      }),
    )
    .length(4),
});

/** What a backup says of itself. */
export type Manifest = z.infer<typeof manifestSchema>;

/** A folder holds no backup, or one that is not whole. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** @throws BackupError */
export async function readManifest(folder: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch (cause) {
    const message = `${folder} holds no whole backup: there is no ${MANIFEST}, which "presswatch backup" writes last`;
    throw new BackupError(message, { cause });
  }
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    const message = `${join(folder, MANIFEST)} cannot be read: it was changed, or a newer Presswatch wrote it`;
    throw new BackupError(message, { cause });
  }
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
