/** A run of lines without a blank one between them. */
export interface Group {
  /** Trimmed at the end, not at the start: indentation tells. */
  readonly lines: readonly string[];
}

/** Cuts a text at its blank lines. */
export function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  let lines: string[] = [];
  const close = () => {
    if (lines.length > 0) groups.push({ lines });
    lines = [];
  };
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    if (line.trim() === '') close();
    else lines.push(line);
  }
  close();
  return groups;
}

const MARKS = [
  /^\s*(?:[#*]\s?){3,}$/, // ### or * * *
  /^\s*[-–—*#]{0,3}\s?(?:30|end|ends|ende|fin|fine|fim)\s?[-–—*#]{0,3}\s*$/i,
];

/** `###`, `-30-`, `- ENDS -`: marks that end a release and are no text of it. */
export const isEndMark = (line: string): boolean => line.length < 20 && MARKS.some((mark) => mark.test(line));

const RULE = /^\s*[-=_*~·•–—]{3,}\s*$/;

/** A line of dashes or the like. */
export const isRule = (line: string): boolean => RULE.test(line);
