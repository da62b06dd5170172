import type { Client } from '@presswatch/opensearch';

/** The two kinds of indices that come in generations. */
export const KINDS = ['releases', 'captures'] as const;
export type Kind = (typeof KINDS)[number];

/** The alias behind which the generation stands that everybody searches and writes. */
export const aliasOf = (prefix: string, kind: Kind): string => `${prefix}-${kind}`;

export const generationIndex = (prefix: string, kind: Kind, generation: number): string =>
  `${prefix}-${kind}-${generation}`;

/**
 * An alias of one generation's own. Writes that must meet this generation and no other go through it with
 * `require_alias`, because a write under the name of an index that was deleted would make that index anew.
 */
export const ownAlias = (index: string): string => `${index}-own`;

/** The generations of an index that exist, and which one the alias names. */
export interface Generations {
  readonly existing: readonly number[];
  /** Null where the alias is missing. */
  readonly current: number | null;
}

export async function findGenerations(client: Client, prefix: string, kind: Kind): Promise<Generations> {
  const alias = aliasOf(prefix, kind);
  const { body } = await client.indices.getAlias({ index: `${alias}-*`, ignore_unavailable: true }, { ignore: [404] });
  const existing: number[] = [];
  let current: number | null = null;
  for (const [name, index] of Object.entries(body as Record<string, { aliases?: Record<string, unknown> }>)) {
    const number = /^[1-9]\d{0,8}$/.exec(name.slice(alias.length + 1))?.[0];
    if (number === undefined || !name.startsWith(`${alias}-`)) continue;
    existing.push(Number(number));
    if (index.aliases?.[alias] !== undefined) current = Number(number);
  }
  return { existing: existing.sort((a, b) => a - b), current };
}
