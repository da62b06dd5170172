import { asyncApiDocument, eventJsonSchema } from '../../packages/events/src/documents/index.ts';
import { EVENT_KINDS } from '../../packages/events/src/index.ts';
import { countryTable } from '../../packages/gazetteer/src/country-table.ts';
import { referenceTable } from '../../packages/gazetteer/src/sources/reference-table.ts';
import { generateOpenApi } from '../../services/api/src/index.ts';
import { RULES } from '../../services/enricher/src/index.ts';
import { pageRules } from './page-rules.ts';
import { pageTypes } from './page-types.ts';

/** A generated file: its path from the workspace's root, and its text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const json = (path: string, value: unknown): GeneratedFile => ({ path, text: `${JSON.stringify(value, null, 2)}\n` });

/** Every file that is written by a program and committed. */
export async function generatedFiles(): Promise<readonly GeneratedFile[]> {
  const events = 'packages/events/generated';
  const openApi = await generateOpenApi();
  return [
    ...EVENT_KINDS.map((event) =>
      json(`${events}/${event.name}.v${event.version}.schema.json`, eventJsonSchema(event)),
    ),
    json(`${events}/asyncapi.json`, asyncApiDocument()),
    json('packages/gazetteer/generated/countries.json', countryTable()),
    { path: 'packages/gazetteer/generated/reference-names.tsv', text: referenceTable() },
    { path: 'services/api/generated/openapi.json', text: openApi },
    { path: 'services/web/generated/api.ts', text: pageTypes(openApi) },
    { path: 'services/web/generated/rules.ts', text: pageRules(RULES) },
  ];
}
