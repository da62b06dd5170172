import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type NamedList } from './compile.ts';
import { GazetteerError } from './gazetteer-error.ts';
import { readCsvList } from './read-csv.ts';
import { readYamlList } from './read-yaml.ts';
import { readReferenceNames } from './reference/reference-names.ts';
import type { Snapshot } from './snapshot.ts';

/** Reads one list by what its name ends in; undefined for a file that is no list (README.md). */
export function readList(file: string, source: string): NamedList | undefined {
  if (file.endsWith('.csv')) return { file, list: readCsvList(file, source) };
  if (file.endsWith('.yaml') || file.endsWith('.yml')) return { file, list: readYamlList(file, source) };
  return undefined;
}

/**
 * The snapshot that workers load: the reference lists that come with this package (brands, cities, areas), overruled by
 * the lists of the folders. Reads every *.yaml, *.yml and *.csv of the folders, not of folders within them.
 * @throws GazetteerError where a folder cannot be read or a list is wrong, naming file and line
 */
export function loadSnapshot(folders: readonly string[]): Snapshot {
  const lists: NamedList[] = [];
  for (const folder of folders) {
    for (const name of namesIn(folder)) {
      const file = join(folder, name);
      const list = readList(file, readFileSync(file, 'utf8'));
      if (list !== undefined) lists.push(list);
    }
  }
  return compile(lists, readReferenceNames());
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();
  } catch (cause) {
    throw new GazetteerError(folder, 0, 'the folder of lists cannot be read: check the path and its rights', { cause });
  }
}
