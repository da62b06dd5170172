import { existsSync } from 'node:fs';
import { readSources } from './read-sources.ts';
import type { SourceConfig } from './source-config.ts';

/** Where sources are told of. All paths are absolute. */
export interface SourceSettings {
  /** The list. */
  readonly sources: string;
  /** Folder of releases read at the start; empty for none. */
  readonly seeds: string;
  /** The drop folder. */
  readonly inbox: string;
}

const SEED_LOOK_MS = 60_000;
const INBOX_LOOK_MS = 1_000;

/** The sources that are there without a list: the seed releases and the drop folder. */
export function builtInSources(settings: SourceSettings): SourceConfig[] {
  const folder = (id: string, title: string, path: string, every: number): SourceConfig => ({
    id,
    kind: 'folder',
    title,
    path,
    every,
    enabled: true,
  });
  const inbox = folder('inbox', 'Drop folder', settings.inbox, INBOX_LOOK_MS);
  return settings.seeds === '' ? [inbox] : [folder('seed', 'Seed releases', settings.seeds, SEED_LOOK_MS), inbox];
}

/** All sources, and what is wrong with the list, as `file:line: message`. */
export async function allSources(
  settings: SourceSettings,
): Promise<{ readonly sources: readonly SourceConfig[]; readonly problems: readonly string[] }> {
  const own = builtInSources(settings);
  const { sources, problems } = await readSources(settings.sources);
  const taken = new Set(own.map((source) => source.id));
  const clashes = sources.filter((source) => taken.has(source.id));
  return {
    sources: [...own, ...sources.filter((source) => !taken.has(source.id))],
    problems: [
      ...problems.map(({ line, message }) => `${settings.sources}:${line}: ${message}`),
      ...clashes.map(
        ({ id }) => `${settings.sources}: the id ${id} belongs to a source of Presswatch's own; choose another`,
      ),
      ...(settings.seeds !== '' && !existsSync(settings.seeds)
        ? [`${settings.seeds}: there is no such folder; PRESSWATCH_SEEDS names it, empty for none`]
        : []),
    ],
  };
}
