/** A JSON value as the generator gives it. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type JsonObject = { [name: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const REFERENCE = '#/components/schemas/';

/**
 * Makes the generated document say what holds: problems come as problem+json, answers may gain members within a version,
 * and only schemas that the API uses are listed.
 */
export function tidyOpenApi(document: JsonObject): JsonObject {
  const paths = asObject(document.paths);
  for (const operation of Object.values(paths).flatMap((path) => Object.values(asObject(path)))) {
    const responses = asObject(asObject(operation).responses);
    for (const [status, response] of Object.entries(responses)) describe(status, asObject(response));
  }
  const components = asObject(document.components);
  const schemas = asObject(components.schemas);
  const used = reachable(paths, schemas);
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  const tidy = {
    ...document,
    components: { ...components, schemas: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))) },
  };
  return open(tidy) as JsonObject;
}

function describe(status: string, response: JsonObject): void {
  const [media] = Object.values(asObject(response.content));
  if (/^[45]/.test(status)) {
    response.description = 'A problem (RFC 9457)';
    response.content = { 'application/problem+json': media ?? {} };
  } else if (response.description === 'Default Response') {
    response.description = 'As asked';
  }
}

/** The names of the schemas that the paths refer to, directly or through others. */
function reachable(paths: JsonObject, schemas: JsonObject): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (value: Json | undefined): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (!isObject(value)) return;
    const reference = typeof value.$ref === 'string' && value.$ref.startsWith(REFERENCE) ? value.$ref : undefined;
    const name = reference?.slice(REFERENCE.length);
    if (name !== undefined && !used.has(name)) {
      used.add(name);
      visit(schemas[name]);
    }
    for (const member of Object.values(value)) visit(member);
  };
  visit(paths);
  return used;
}

/** Drops `additionalProperties: false`: a reader must let pass what a later version adds. */
function open(value: Json): Json {
  if (Array.isArray(value)) return value.map(open);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name, member]) => !(name === 'additionalProperties' && member === false));
  return Object.fromEntries(kept.map(([name, member]) => [name, open(member)]));
}

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
