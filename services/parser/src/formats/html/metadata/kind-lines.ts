import type { Found } from '../../../draft.ts';
import { kindNamed } from '../../../text/kind.ts';
import { foreignness } from './sections.ts';
import type { Heading, KindLine } from './surveyed.ts';

const LINE_MOST = 60;
/** Where a line goes on after the word for its kind: a number, a date, a place. */
const AFTER = /\s?[|•·–—,]\s?|\s(?=\d|(?:nr|no|n[°º]|№|ip|vom|of|du|del|dated|van)\b.{0,3}\d)/iu;
/** Other kinds have words that also label what follows them, or head lists: `Publication`, `Address`. */
const KINDS: ReadonlySet<string | undefined> = new Set(['press-release', 'statement', 'speech', 'advisory', 'notice']);
const LABEL = /[:：]$|^address/i;

/** The word that such a line names its kind by. */
export function kindWord(line: string): string | undefined {
  if (line.length > LINE_MOST || LABEL.test(line)) return undefined;
  const word = line.split(AFTER, 1)[0] ?? '';
  return KINDS.has(kindNamed(word)) ? word : undefined;
}

const BEFORE = 300;
const BEHIND = 120;

/** The kind that a line by the page's own heading names; lines that name several are a menu. */
export function kindShown(lines: readonly KindLine[], heading: Heading | undefined): Found[] {
  if (!heading) return [];
  const near = lines.filter(
    ({ at, section, depth }) =>
      at >= heading.at - BEFORE && at <= heading.at + heading.text.length + BEHIND && foreignness(section, depth) < 2,
  );
  const [first, ...more] = near.map(({ text }) => text);
  if (first === undefined || more.some((text) => kindNamed(text) !== kindNamed(first))) return [];
  return [{ text: first, from: 'line by the title' }];
}
