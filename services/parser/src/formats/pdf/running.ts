import type { Line } from './lines.ts';
import type { Page } from './open.ts';

/** Lines of a page's head and foot that are looked at. */
const EDGE_LINES = 3;
/** Of a page's height: head and foot. */
const MARGIN = 0.14;
/** Points: how far a running line may stand from its place on other pages. */
const PLACE = 6;
const PAGE_NUMBER =
  /^(?:[-–—|·\s]{0,4}(?:(?:page|seite|página|pagina|pag\.|sida|side|strona|стр\.)\s?)?\d{1,4}(?:\s?(?:\/|of|von|de|di|sur|van|av|из)\s?\d{1,4})?[-–—|·\s]{0,4}|第?\s?\d{1,4}\s?页|\d{1,4}\s?ページ)$/iu;
const MORE = /^[-–—(\s]{0,4}(?:more|continued)[-–—)\s.]{0,4}$/i;

/** The lines without page numbers, and without those that stand at the same place of several pages. */
export function withoutRunning(lines: readonly Line[], pages: readonly Page[]): Line[] {
  const edges = edgeLines(lines, pages);
  const places = new Map<string, Line[]>();
  for (const line of edges) {
    const key = keyOf(line);
    places.set(key, [...(places.get(key) ?? []), line]);
  }
  const drop = new Set<Line>();
  for (const line of edges) {
    const others = places.get(keyOf(line)) ?? [];
    const again = others.some((other) => other.page !== line.page && Math.abs(other.y - line.y) <= PLACE);
    if (again || PAGE_NUMBER.test(line.text) || MORE.test(line.text)) drop.add(line);
  }
  return lines.filter((line) => !drop.has(line));
}

const keyOf = ({ text }: Line): string => text.toLowerCase().replace(/\d+/g, '#').slice(0, 200);

function edgeLines(lines: readonly Line[], pages: readonly Page[]): Line[] {
  return pages.flatMap(({ height }, page) => {
    const own = lines.filter((line) => line.page === page).sort((a, b) => b.y - a.y);
    const head = own.slice(0, EDGE_LINES).filter((line) => line.y > height * (1 - MARGIN));
    const foot = own.slice(-EDGE_LINES).filter((line) => line.y < height * MARGIN);
    return [...new Set([...head, ...foot])];
  });
}
