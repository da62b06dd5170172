import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Document, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type SourceConfig, sourceConfigSchema } from './source-config.ts';

/** Something wrong in the list of sources. */
export interface SourceProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface SourceList {
  /** The sources that are right; wrong ones are left out. */
  readonly sources: readonly SourceConfig[];
  readonly problems: readonly SourceProblem[];
}

/** The list of sources cannot be read at all. */
export class SourcesFileError extends Error {
  override readonly name = 'SourcesFileError';
}

/**
 * Reads a list of sources from a YAML file; folders' paths start from where the file lies.
 *
 * @throws SourcesFileError where there is no such file
 */
export async function readSources(path: string): Promise<SourceList> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new SourcesFileError(`the list of sources ${path} cannot be read; PRESSWATCH_SOURCES names it`, { cause });
  }
  const list = parseSources(text);
  const at = (source: SourceConfig): SourceConfig =>
    source.kind === 'folder' ? { ...source, path: resolve(dirname(path), source.path) } : source;
  return { ...list, sources: list.sources.map(at) };
}

/** Reads the text of a list: a member `sources` with one entry a source. Every problem names its line. */
export function parseSources(text: string): SourceList {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      line: lines.linePos(error.pos[0]).line,
      message: (error.message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''),
    }));
    return { sources: [], problems };
  }
  const list = document.get('sources', true);
  if (!isSeq(list)) {
    return { sources: [], problems: [{ line: 1, message: 'the file needs a member "sources" that holds a list' }] };
  }
  return readEntries(document, lines, list.items.length);
}

function readEntries(document: Document, lines: LineCounter, count: number): SourceList {
  const sources = new Map<string, SourceConfig>();
  const problems: SourceProblem[] = [];
  for (let i = 0; i < count; i++) {
    const entry = document.getIn(['sources', i], true);
    const value: unknown = isNode(entry) ? entry.toJS(document) : entry;
    const result = sourceConfigSchema.safeParse(value);
    const lineAt = (path: readonly PropertyKey[]): number => lineOf(document, lines, ['sources', i, ...path]);
    if (!result.success) {
      problems.push(...result.error.issues.map((issue) => ({ line: lineAt(issue.path), message: wording(issue, i) })));
    } else if (sources.has(result.data.id)) {
      problems.push({ line: lineAt(['id']), message: `the id "${result.data.id}" is there twice; ids are unique` });
    } else sources.set(result.data.id, result.data);
  }
  return { sources: [...sources.values()], problems };
}

function wording(issue: z.core.$ZodIssue, index: number): string {
  const where = issue.path.length === 0 ? `source ${index + 1}` : issue.path.map(String).join('.');
  return `${where}: ${issue.message}`;
}

/** The line of a node, or of the nearest around it that is there. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
