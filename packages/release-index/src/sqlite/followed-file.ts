import { lstatSync, readlinkSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** Which file a path leads to. */
export interface FileIdentity {
  /** The file's name where the path is a link to a generation, else empty. */
  readonly generation: string;
  readonly inode: number;
}

/** What is at a path now; undefined where nothing is. A few µs. */
export function identityOf(path: string): FileIdentity | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  return { generation: found.isSymbolicLink() ? readlinkSync(path) : '', inode: found.ino };
}

/** What works over the file that a path leads to. */
export interface FollowedFile<T> {
  /** Over the present file: opened anew where another one was put in its place, by whatever process. */
  current(): T;
  close(): void;
}

/**
 * @param open opens the path
 * @param build what is wanted over the connection
 */
export function followFile<T>(
  path: string,
  open: (path: string) => DatabaseSync,
  build: (db: DatabaseSync, generation: string) => T,
): FollowedFile<T> {
  let opened: { readonly db: DatabaseSync; readonly of: FileIdentity | undefined; readonly built: T } | undefined;
  const close = (): void => {
    if (opened?.db.isOpen) opened.db.close();
    opened = undefined;
  };
  const current = (): T => {
    const now = identityOf(path);
    if (opened !== undefined) {
      if (now === undefined || isSame(now, opened.of)) return opened.built;
      close();
    }
    const db = open(path);
    // Looked at again: opening may have made the file. Where it was replaced meanwhile, the next call sees that.
    const of = now ?? identityOf(path);
    opened = { db, of, built: build(db, of?.generation ?? '') };
    return opened.built;
  };
  return { current, close };
}

const isSame = (a: FileIdentity, b: FileIdentity | undefined): boolean =>
  a.generation === b?.generation && (a.generation !== '' || a.inode === b.inode);
