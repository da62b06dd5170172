import { isDeepStrictEqual } from 'node:util';
import { type Client, connect, type OpenSearchConnection, type SetupLine } from '@presswatch/opensearch';
import { asked } from './failure.ts';
import { MAPPINGS, recordsAlias, recordsIndex, SETTINGS } from './record-index.ts';

export interface SetUpRecordsOptions {
  readonly prefix: string;
  /** Copies besides the primary one. */
  readonly replicas: number;
  /** Only look. */
  readonly check?: boolean;
}

/**
 * Makes the index of records and its alias where they are missing, and sets the number of replicas; changes nothing
 * else that is there. May be run again, and by several at once.
 */
export async function setUpRecords(
  connection: OpenSearchConnection,
  options: SetUpRecordsOptions,
): Promise<readonly SetupLine[]> {
  const client = connect(connection);
  try {
    return [await asked('the records cannot be set up', () => setUp(client, options))];
  } finally {
    await client.close();
  }
}

interface Found {
  readonly mappings: Record<string, unknown>;
  readonly settings: { readonly index: Record<string, unknown> };
}

async function setUp(client: Client, options: SetUpRecordsOptions): Promise<SetupLine> {
  const [name, index] = [recordsAlias(options.prefix), recordsIndex(options.prefix)];
  const { body, statusCode } = await client.indices.get({ index: name }, { ignore: [404] });
  if (statusCode === 404) return make(client, options);
  const [[found, definition] = [], other] = Object.entries(body as unknown as Record<string, Found>);
  if (found === undefined || definition === undefined) return make(client, options);
  if (other !== undefined) {
    return differs(name, `the alias leads to several indices (${found}, ${other[0]})`, 'leave it one of them');
  }
  if (found === name) {
    const remedy = `copy it to ${index} by _reindex, delete it and give ${index} the alias ${name}; an empty one: delete it and run presswatch setup`;
    return differs(name, 'it is an index, and must be an alias', remedy);
  }
  return compare(client, name, found, definition, options);
}

async function make(client: Client, options: SetUpRecordsOptions): Promise<SetupLine> {
  const { prefix, replicas, check } = options;
  const [name, index] = [recordsAlias(prefix), recordsIndex(prefix)];
  const { body: leftOver } = await client.indices.exists({ index });
  const detail = `${index} behind the alias ${name}`;
  if (leftOver && !(await client.indices.exists({ index: name })).body) {
    return differs(
      name,
      `there is ${index}, but no alias ${name}`,
      `give it the alias by POST _aliases, if it is yours`,
    );
  }
  if (leftOver) return { name, state: 'there', detail };
  if (check) return { name, state: 'missing', detail: `there is no ${name}`, remedy: 'run presswatch setup' };
  const settings = { index: { ...SETTINGS, number_of_replicas: replicas } };
  const definition = { settings, mappings: MAPPINGS, aliases: { [name]: {} } };
  const response = await client.indices.create({ index, body: definition as never }, { ignore: [400] });
  if (response.statusCode !== 400) return { name, state: 'made', detail };
  const { error } = response.body as unknown as { error?: { type?: string; reason?: string } };
  // Somebody else's setup was quicker.
  if (error?.type === 'resource_already_exists_exception') return { name, state: 'there', detail };
  throw new Error(`the index ${index} cannot be made: ${error?.reason ?? JSON.stringify(response.body)}`);
}

async function compare(
  client: Client,
  name: string,
  index: string,
  { mappings, settings }: Found,
  { replicas, check }: SetUpRecordsOptions,
): Promise<SetupLine> {
  const wrong = differences(mappings, settings.index);
  if (wrong.length > 0) {
    const remedy = `back the records up (presswatch backup), delete ${index}, run presswatch setup and restore them`;
    return differs(name, `${index}: ${wrong.join('; ')}`, remedy);
  }
  const present = String(settings.index.number_of_replicas);
  if (present === String(replicas)) return { name, state: 'there', detail: `${index} behind the alias ${name}` };
  const change = `${index}: replicas ${present}, wanted ${replicas}`;
  if (check) return differs(name, change, 'run presswatch setup');
  await client.indices.putSettings({ index, body: { index: { number_of_replicas: replicas } } as never });
  return { name, state: 'made', detail: `${index}: replicas ${present} → ${replicas}` };
}

/** What is not as `make` makes it, a sentence each. */
function differences(mappings: Record<string, unknown>, settings: Record<string, unknown>): string[] {
  const wanted: Record<string, unknown> = { ...MAPPINGS, ...SETTINGS };
  const found: Record<string, unknown> = { ...mappings, ...settings };
  return Object.keys(wanted)
    .filter((name) => !isDeepStrictEqual(found[name], wanted[name]))
    .map((name) => `${name}: expected ${JSON.stringify(wanted[name])}, found ${JSON.stringify(found[name])}`);
}

const differs = (name: string, detail: string, remedy: string): SetupLine => ({
  name,
  state: 'differs',
  detail,
  remedy,
});
