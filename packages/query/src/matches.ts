import type { CompiledNode, CompiledQuery } from './compile.ts';
import { nearStarts, type Span, sequenceStarts } from './positions.ts';
import { type AnalysedRelease, FIELD_SPAN } from './release.ts';
import { TEXT_FIELDS, type TextField } from './tree.ts';

/** Whether a release meets a query: the same answer as the index gives. */
export const matches = (query: CompiledQuery, release: AnalysedRelease): boolean => meets(query.root, release);

function meets(node: CompiledNode, release: AnalysedRelease): boolean {
  switch (node.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return node.nodes.every((inner) => meets(inner, release));
    case 'or':
      return node.nodes.some((inner) => meets(inner, release));
    case 'not':
      return !meets(node.node, release);
    case 'sequence':
      return sequenceStarts(release, node, spanOf(node.field)).length > 0;
    case 'near':
      return nearStarts(release, node.sequences, node.distance, spanOf(node.field)).length > 0;
    case 'code':
      return release.codes.includes(node.term);
    case 'time':
      return inRange(node.field === 'published' ? release.publishedAt : release.firstSeenAt, node);
  }
}

function spanOf(field: TextField | undefined): Span | undefined {
  if (field === undefined) return undefined;
  const from = TEXT_FIELDS.indexOf(field) * FIELD_SPAN;
  return { from, to: from + FIELD_SPAN };
}

const inRange = (time: number | null, { from, to }: CompiledNode & { kind: 'time' }): boolean =>
  time !== null && (from === undefined || time >= from) && (to === undefined || time < to);
