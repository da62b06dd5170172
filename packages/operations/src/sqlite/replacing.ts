import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type EmbeddedFiles, FILE_ORDER, partsOf } from './files.ts';

/** Where the copy waits that is to take a file's place. */
export const partialOf = (path: string): string => `${path}.restoring`;

/** While it is there, what waits has to be put in place: it says where the former data goes. */
const journalOf = ({ log }: EmbeddedFiles): string => `${log}.restore.json`;

const journalSchema = z.object({
  aside: z
    .string()
    .regex(/^replaced-[\w-]+$/)
    .nullable(),
});

export const isReplacing = (files: EmbeddedFiles): boolean => existsSync(journalOf(files));

/** From now on the restore is decided: whatever ends the process, `finishReplacing` completes it. */
export async function beginReplacing(files: EmbeddedFiles, aside: string | undefined): Promise<void> {
  const journal = journalOf(files);
  await writeFile(`${journal}.part`, JSON.stringify({ aside: aside ?? null }), { flush: true });
  await rename(`${journal}.part`, journal);
}

/**
 * Puts each copy that waits in its file's place, and the former file aside. May be broken off anywhere and repeated.
 *
 * @returns whether there was anything to finish
 */
export async function finishReplacing(files: EmbeddedFiles): Promise<boolean> {
  if (!isReplacing(files)) return false;
  const { aside } = journalSchema.parse(JSON.parse(await readFile(journalOf(files), 'utf8')));
  for (const path of FILE_ORDER.map((name) => files[name])) {
    if (!existsSync(partialOf(path))) continue; // in place already
    if (aside !== null) await moveAside(path, join(dirname(path), aside));
    // A write-ahead file that a former file left behind must never be taken for the new one's.
    for (const end of ['-wal', '-shm', '-journal']) await rm(`${path}${end}`, { force: true });
    await rename(partialOf(path), path);
  }
  await rm(journalOf(files));
  return true;
}

/** The companions first: while the file itself is in place, a repetition finds them or has moved them. */
async function moveAside(path: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { at, name } of partsOf(path).toReversed()) {
    const to = join(folder, basename(name));
    // There already: then this one was made since, by whoever opened the data beside us, and the former is kept.
    await rename(at, existsSync(to) ? `${to}.since` : to);
  }
  await rm(path, { force: true }); // a link to a generation of the index, which led to what was moved
}
