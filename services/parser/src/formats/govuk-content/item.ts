/** A JSON object whose fields are not known. */
export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** A text that says something, or `undefined`. */
export const textIn = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/** The objects of a list. */
export const listIn = (fields: Fields, name: string): readonly Fields[] => {
  const value = fields[name];
  return Array.isArray(value) ? value.map(fieldsOf) : [];
};

/**
 * An item of the GOV.UK content API, `https://www.gov.uk/api/content/<base path>`.
 *
 * @returns `undefined` where the text is no JSON object
 */
export function parseItem(text: string): Fields | undefined {
  try {
    const item: unknown = JSON.parse(text);
    return typeof item === 'object' && item !== null && !Array.isArray(item) ? (item as Fields) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // cut short or damaged: the reader says so
    throw error;
  }
}
