import { table } from '@presswatch/bench';
import type { Evaluation, Shortfall } from '@presswatch/eval';

const shown = (value: number | undefined): string =>
  value === undefined ? '' : Number.isInteger(value) && value > 1 ? String(value) : value.toFixed(3);

/** An evaluation for people: figures over all cases and for each format, then the worst cases. */
export function report({ task, cases, figures, formats, worst }: Evaluation): string {
  const names = Object.keys(figures);
  const row = (name: string, count: number, own: Readonly<Record<string, number>>) => [
    name,
    count,
    ...names.map((figure) => shown(own[figure])),
  ];
  const rows = formats.map((format) => row(format.format, format.cases, format.figures));
  const grouped = task === 'entities' || task === 'linking' ? 'language' : 'format';
  const all = formats.length === 1 ? [] : [row('all', cases, figures)];
  const out = [`${task}, ${cases} cases`, table([grouped, 'cases', ...names], [...rows, ...all])];
  if (worst.length > 0) {
    const lines = worst.map(({ id, format, score, note }) => `  ${score.toFixed(3)}  ${format}  ${id}  ${note}`);
    out.push('worst cases:', ...lines);
  }
  return `${out.join('\n')}\n`;
}

export const complaint = ({ task, format, figure, floor, value }: Shortfall): string =>
  `${task}${format === undefined ? '' : ` of ${format}`}: ${figure} is ${value.toFixed(3)}, below its floor of ${floor}: what was changed reads the project's own material worse; see the worst cases`;
