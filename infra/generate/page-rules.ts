/**
 * The sentences that explain why a name was found, by the rule that a mention names: the page shows them, and imports no
 * service.
 */
export function pageRules(rules: Readonly<Record<string, string>>): string {
  const lines = Object.entries(rules).map(([by, sentence]) => `  ${JSON.stringify(by)}: ${JSON.stringify(sentence)},`);
  return [
    '// Written by npm run generate from the rules of services/enricher.',
    '',
    '/** Why a name was found, by the rule that found it. */',
    'export const RULES: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}
