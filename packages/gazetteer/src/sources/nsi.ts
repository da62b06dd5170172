import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** An item of the name-suggestion-index. */
export interface NsiItem {
  readonly displayName: string;
  readonly locationSet: { readonly include?: readonly unknown[] };
  readonly tags: Readonly<Record<string, string>>;
}

/** What Wikidata says of an item that the index refers to, as the package brings it along (CC0). */
export interface WikidataNote {
  readonly label?: string;
  readonly description?: string;
}

export interface Nsi {
  readonly version: string;
  /** By path: `brands/shop/clothes`, `operators/office/government`, `flags/man_made/flagpole`, … */
  readonly paths: ReadonlyMap<string, readonly NsiItem[]>;
  readonly notes: ReadonlyMap<string, WikidataNote>;
}

/** Reads the installed name-suggestion-index (BSD-3-Clause; 22 MB of JSON): only where lists are made, never at run time. */
export function readNsi(): Nsi {
  // The package's own map of exports hides its data: they lie beside its code.
  const dist = join(dirname(createRequire(import.meta.url).resolve('name-suggestion-index')), '..');
  const { _meta, nsi } = JSON.parse(readFileSync(join(dist, 'json/nsi.min.json'), 'utf8'));
  const notes = JSON.parse(readFileSync(join(dist, 'wikidata/wikidata.min.json'), 'utf8'));
  const paths = Object.entries<{ items: readonly NsiItem[] }>(nsi).map(([path, { items }]) => [path, items] as const);
  return { version: _meta.version, paths: new Map(paths), notes: new Map(Object.entries(notes.wikidata)) };
}

/** The countries of an item's location set, ISO 3166-1; undefined where it is wider than whole or parts of countries. */
export function countriesOf(item: NsiItem): readonly string[] | undefined {
  const found = new Set<string>();
  for (const place of item.locationSet.include ?? []) {
    const code = typeof place === 'string' ? /^([a-z]{2})(?:-[\w-]+\.geojson)?$/.exec(place)?.[1] : undefined;
    if (code === undefined) return undefined;
    // Metropolitan France has a code of its own there.
    found.add(code === 'fx' ? 'FR' : code.toUpperCase());
  }
  return found.size === 0 ? undefined : [...found];
}
