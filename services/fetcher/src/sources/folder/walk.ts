import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A file of a folder, or what of it cannot be read. */
export type WalkEntry =
  | {
      readonly kind: 'file';
      /** Where to read it. */
      readonly path: string;
      /** Within the folder, with `/` between its parts. */
      readonly name: string;
      readonly size: number;
      readonly mtimeMs: number;
    }
  | { readonly kind: 'problem'; readonly name: string; readonly code: FileProblemCode; readonly message: string };

export type FileProblemCode = 'permission-denied' | 'folder-missing' | 'link-outside' | 'unreadable';

/** Files that somebody is still writing, or that nobody means: dot files, `.part`, `.tmp`, `.crdownload`, `name~`. */
export const isIgnored = (name: string): boolean =>
  name.startsWith('.') || /(?:~|\.(?:part|tmp|crdownload))$/i.test(name);

/**
 * The files of a folder, deep, in the order of names. Links are followed to files inside the folder only; pipes, sockets
 * and devices are passed over.
 */
export async function* walk(root: string): AsyncGenerator<WalkEntry> {
  let real: string;
  try {
    real = await realpath(root);
  } catch (error) {
    yield fileProblem('', root, error);
    return;
  }
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await list(join(real, folder));
    if (!Array.isArray(entries)) {
      yield fileProblem(folder, join(root, folder), entries.error);
      continue;
    }
    const inside: string[] = [];
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isIgnored(entry.name)) continue;
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) inside.push(name);
      else if (entry.isFile() || entry.isSymbolicLink()) yield* fileAt(real, name, entry.isSymbolicLink());
    }
    folders.push(...inside.reverse());
  }
}

async function list(folder: string): Promise<Dirent[] | { readonly error: unknown }> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return { error };
  }
}

async function* fileAt(root: string, name: string, isLink: boolean): AsyncGenerator<WalkEntry> {
  const path = join(root, name);
  try {
    const target = isLink ? await realpath(path) : path;
    if (isLink && !target.startsWith(root + sep)) {
      const message = `${name} is a link that leads out of the folder; put the file itself there`;
      yield { kind: 'problem', name, code: 'link-outside', message };
      return;
    }
    const { size, mtimeMs, ...found } = isLink ? await stat(target) : await lstat(path);
    if ((found.mode & 0o170000) === 0o100000) yield { kind: 'file', path: target, name, size, mtimeMs };
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') yield fileProblem(name, path, error); // gone meanwhile: nothing to say
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Puts an error of the file system into words. */
export function fileProblem(name: string, path: string, error: unknown): WalkEntry & { kind: 'problem' } {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM') {
    const message = `${path} may not be read; give the user that runs Presswatch the right to read it`;
    return { kind: 'problem', name, code: 'permission-denied', message };
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return {
      kind: 'problem',
      name,
      code: 'folder-missing',
      message: `${path} is not there; make it, or change the path`,
    };
  }
  const words = error instanceof Error ? error.message : String(error);
  return { kind: 'problem', name, code: 'unreadable', message: `${path} cannot be read (${words})` };
}
