import { type Client, connect, type OpenSearchConnection, type SetupLine } from '@presswatch/opensearch';
import { type Difference, fieldDifferences, settingDifferences } from './difference.ts';
import { aliasOf, findGenerations, generationIndex, KINDS, type Kind, ownAlias } from './generation-names.ts';
import { CAPTURES, type IndexDefinition, indexNames, RELEASES, SEARCHES } from './mapping.ts';
import { asked } from './unavailable.ts';

export interface IndexShape {
  /** Primary shards of releases and of captures, each. */
  readonly shards: number;
  readonly replicas: number;
}

export interface SetUpIndicesOptions extends IndexShape {
  readonly prefix: string;
  /** Only look. */
  readonly check?: boolean;
}

const DEFINITIONS: Readonly<Record<Kind, IndexDefinition>> = { releases: RELEASES, captures: CAPTURES };

/**
 * Makes what is missing of the indices of releases, captures and saved searches; changes nothing that is there.
 *
 * @returns a line an index; what exists and disagrees is told field by field, with the remedy
 * @throws IndexUnavailableError
 */
export async function setUpIndices(
  connection: OpenSearchConnection,
  options: SetUpIndicesOptions,
): Promise<readonly SetupLine[]> {
  const client = connect(connection);
  try {
    return await asked('the indices cannot be set up', () => setUpAll(client, options));
  } finally {
    await client.close();
  }
}

async function setUpAll(client: Client, options: SetUpIndicesOptions): Promise<SetupLine[]> {
  const lines: SetupLine[] = [];
  for (const kind of KINDS) lines.push(await setUpGenerations(client, kind, options));
  lines.push(await setUpSearches(client, options));
  return lines;
}

/** Makes an empty generation of an index. Already there: left as it is. */
export async function makeGeneration(
  client: Client,
  {
    prefix,
    kind,
    generation,
    shape,
    live,
  }: {
    readonly prefix: string;
    readonly kind: Kind;
    readonly generation: number;
    readonly shape: IndexShape;
    /** Behind the alias from the beginning. */
    readonly live: boolean;
  },
): Promise<void> {
  const index = generationIndex(prefix, kind, generation);
  const aliases = { [ownAlias(index)]: {}, ...(live ? { [aliasOf(prefix, kind)]: {} } : {}) };
  await create(client, index, DEFINITIONS[kind], shape, aliases);
}

async function create(
  client: Client,
  index: string,
  { settings, mappings }: IndexDefinition,
  shape: IndexShape,
  aliases: Record<string, object>,
): Promise<void> {
  const own = { number_of_shards: shape.shards, number_of_replicas: shape.replicas };
  const body = { settings: { index: { ...settings, ...own } }, mappings, aliases };
  const response = await client.indices.create({ index, body: body as never }, { ignore: [400] });
  if (response.statusCode !== 400) return;
  const error = (response.body as unknown as { error?: { type?: string; reason?: string } }).error;
  if (error?.type === 'resource_already_exists_exception') return; // another setup was quicker
  throw new Error(`the index ${index} cannot be made: ${error?.reason ?? JSON.stringify(response.body)}`);
}

async function setUpGenerations(client: Client, kind: Kind, options: SetUpIndicesOptions): Promise<SetupLine> {
  const { prefix, check } = options;
  const name = aliasOf(prefix, kind);
  const { current, existing } = await findGenerations(client, prefix, kind);
  if (current !== null) return compare(client, name, generationIndex(prefix, kind, current), DEFINITIONS[kind]);
  const taken = await client.indices.exists({ index: name });
  if (taken.body) {
    const detail = `${name} is an index of its own or names one, where an alias of ${name}-1 and the like must be`;
    return { name, state: 'differs', detail, remedy: `move or delete ${name}, then run presswatch setup again` };
  }
  const last = existing.at(-1);
  if (last !== undefined) {
    const detail = `there is ${generationIndex(prefix, kind, last)}, but no alias ${name} that leads to it`;
    const remedy = `if it is whole, add the alias by POST _aliases; else delete it and run presswatch setup, then presswatch reindex`;
    return { name, state: 'differs', detail, remedy };
  }
  if (check) return { name, state: 'missing', detail: `there is no ${name}`, remedy: 'run presswatch setup' };
  await makeGeneration(client, { prefix, kind, generation: 1, shape: options, live: true });
  return { name, state: 'made', detail: `${generationIndex(prefix, kind, 1)} behind the alias ${name}` };
}

async function setUpSearches(client: Client, options: SetUpIndicesOptions): Promise<SetupLine> {
  const name = indexNames(options.prefix).searches;
  const { body: there } = await client.indices.exists({ index: name });
  if (there) return compare(client, name, name, SEARCHES);
  if (options.check) return { name, state: 'missing', detail: `there is no ${name}`, remedy: 'run presswatch setup' };
  await create(client, name, SEARCHES, { shards: 1, replicas: options.replicas }, {});
  return { name, state: 'made', detail: `the index ${name}` };
}

async function compare(client: Client, name: string, index: string, definition: IndexDefinition): Promise<SetupLine> {
  const { body } = await client.indices.get({ index });
  const found = body[index] as { mappings?: object; settings?: { index?: object } } | undefined;
  const list = [
    ...fieldDifferences(definition, (found?.mappings ?? {}) as Record<string, unknown>),
    ...settingDifferences(definition, (found?.settings?.index ?? {}) as Record<string, unknown>),
  ];
  if (list.length === 0) return { name, state: 'there', detail: `the index ${index} is as it must be` };
  const remedy =
    name === index
      ? `delete the index ${name}, run presswatch setup, and store the saved searches again`
      : 'run presswatch reindex: it makes a new index from the log and swaps it in';
  return { name, state: 'differs', detail: `${index}: ${list.map(sentence).join('; ')}`, remedy };
}

const sentence = ({ name, expected, found }: Difference): string => `${name}: expected ${expected}, found ${found}`;
