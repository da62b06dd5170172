/** A JSON Schema as the OpenAPI document holds it: what is used of it here. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly description?: string;
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}

/**
 * The types of the API's answers as TypeScript, from its OpenAPI document: so the page knows what it gets without
 * importing anything of the back end.
 */
export function pageTypes(openApi: string): string {
  const document = JSON.parse(openApi) as {
    components: { schemas: Record<string, Schema> };
    paths: Record<string, { get?: Operation }>;
  };
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `export interface ${name} ${write(schema, '')}`,
  );
  const answers = Object.entries(document.paths).flatMap(([path, { get }]) => {
    const schema = get?.responses['200']?.content?.['application/json']?.schema;
    return schema === undefined ? [] : [`  ${JSON.stringify(path)}: ${write(schema, '  ')};`];
  });
  return [
    '// Written by npm run generate from services/api/generated/openapi.json.',
    ...schemas,
    `/** What a GET of each path answers. */\nexport interface Answers {\n${answers.join('\n')}\n}`,
    '',
  ].join('\n\n');
}

function write(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => write(one, indent)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.length === 0) return 'unknown';
  return types.map((type) => writeType(type, schema, indent)).join(' | ');
}

function writeType(type: string, schema: Schema, indent: string): string {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return writeArray(schema, indent);
  if (type === 'object') return writeObject(schema, indent);
  return type;
}

function writeArray({ prefixItems, items }: Schema, indent: string): string {
  if (prefixItems !== undefined) return `readonly [${prefixItems.map((item) => write(item, indent)).join(', ')}]`;
  return `readonly (${write(items ?? {}, indent)})[]`;
}

function writeObject({ properties, required = [], additionalProperties }: Schema, indent: string): string {
  if (properties === undefined) {
    const values = typeof additionalProperties === 'object' ? write(additionalProperties, indent) : 'unknown';
    return `{ readonly [name: string]: ${values} }`;
  }
  const inner = `${indent}  `;
  const members = Object.entries(properties).map(([name, member]) => {
    const comment = member.description === undefined ? '' : `${inner}/** ${member.description} */\n`;
    const key = /^\w+$/.test(name) ? name : JSON.stringify(name);
    return `${comment}${inner}readonly ${key}${required.includes(name) ? '' : '?'}: ${write(member, inner)};`;
  });
  return `{\n${members.join('\n')}\n${indent}}`;
}
