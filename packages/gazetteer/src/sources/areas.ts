import type { ReferenceRow } from '../reference/reference-row.ts';
import { isUsable } from './brands.ts';
import type { Nsi } from './nsi.ts';

/** A state, province or the like with its ISO 3166-2 code. */
export interface Area {
  readonly code: string;
  readonly name: string;
  readonly wikidata: string;
}

/** The first-level divisions whose flags the index holds, by their ISO 3166-2 code: “US-MN - Minnesota”. */
export function readAreas(nsi: Nsi): readonly Area[] {
  const areas: Area[] = [];
  for (const { displayName, tags } of nsi.paths.get('flags/man_made/flagpole') ?? []) {
    const code = /^([A-Z]{2}-[A-Z0-9]{1,3}) - /.exec(displayName)?.[1];
    const wikidata = tags['subject:wikidata'];
    if (code === undefined || wikidata === undefined || tags['flag:type'] !== 'regional') continue;
    const name = tags['subject:en'] ?? nsi.notes.get(wikidata)?.label ?? tags.subject;
    if (name !== undefined && isUsable(name)) areas.push({ code, name, wikidata });
  }
  return areas;
}

/** States, provinces and the like: each a place of its country. `taken`: names of countries, folded. */
export const areaRows = (areas: readonly Area[], isTaken: (name: string) => boolean): ReferenceRow[] =>
  areas.map(({ code, name, wikidata }) => ({
    type: 'PLACE',
    list: 'areas',
    name,
    iso2: code.slice(0, 2),
    wikidata,
    sure: isTaken(name) ? [] : [name],
    doubtful: isTaken(name) ? [name] : [],
    rank: 0,
  }));
