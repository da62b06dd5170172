import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { GazetteerError } from './gazetteer-error.ts';
import { type List, listSchemas } from './list-schema.ts';

/**
 * Reads a list from YAML: `list: names | countries | topics | words` (names where it is not said) and the list's own
 * keys, see seeds/gazetteer/README.md.
 * @throws GazetteerError naming file and line
 */
export function readYamlList(file: string, source: string): List {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true });
  const broken = document.errors[0];
  if (broken !== undefined) {
    throw new GazetteerError(file, lines.linePos(broken.pos[0]).line, firstLine(broken.message), { cause: broken });
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  const kind = isMap(document.contents) ? (document.get('list') ?? 'names') : undefined;
  if (typeof kind !== 'string' || !Object.hasOwn(listSchemas, kind)) {
    throw new GazetteerError(file, 1, 'no list: begin with `list:` names, countries, topics or words');
  }
  const parsed = listSchemas[kind as keyof typeof listSchemas].safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = (issue?.path ?? []) as (string | number)[];
  throw new GazetteerError(file, lineOf(document, lines, path), `${path.join('.') || 'list'}: ${issue?.message}`);
}

const firstLine = (message: string): string => message.split('\n', 1)[0] ?? message;

function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    const range = isScalar(node) || isMap(node) ? node.range : undefined;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}
