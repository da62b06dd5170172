import { parseArgs } from 'node:util';
import { WRITERS } from './writers.ts';

/** As the runner of the stages has it. */
const DEADLINE_MS = 10_000;

export const USAGE = `usage: npm run fuzz -- [options]

  --format NAME    one format (${Object.keys(WRITERS).join(', ')}); else each in turn
  --seconds N      how long each format is tried (default 30)
  --seed N         of the first case; each further one counts up (default: of the clock)
  --cases N        at most so many cases a format
  --out FOLDER     where documents that fail are written (default data/fuzz)
  --enricher FILE --lists FOLDER
                   the stage behind the parser, to check its offsets too
  --parser FILE    another module of the parser's stage
  --deadline MS    the longest that one step of a case may take (default 10000)
`;

export interface FuzzOptions {
  readonly formats: readonly string[];
  readonly seconds: number;
  readonly seed: number;
  readonly cases: number;
  readonly out: string;
  /** ms */
  readonly deadline: number;
  readonly parser?: string;
  readonly enricher?: { readonly module: string; readonly lists: string };
}

/** What the command line asks for that cannot be done: the message says what is wrong. */
export class FuzzUsageError extends Error {
  override readonly name = 'FuzzUsageError';
}

/** @param clockSeed the seed where none is given */
export function optionsOf(args: readonly string[], clockSeed: number): FuzzOptions | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  const { format, enricher, lists, parser } = values;
  if (format !== undefined && !Object.hasOwn(WRITERS, format)) {
    throw new FuzzUsageError(`There is no format ${format}. Take one of ${Object.keys(WRITERS).join(', ')}.`);
  }
  if ((enricher === undefined) !== (lists === undefined))
    throw new FuzzUsageError('--enricher and --lists go together.');
  return {
    formats: format === undefined ? Object.keys(WRITERS) : [format],
    seconds: whole('--seconds', values.seconds, 30),
    seed: whole('--seed', values.seed, clockSeed),
    cases: whole('--cases', values.cases, Number.MAX_SAFE_INTEGER),
    out: values.out ?? 'data/fuzz',
    deadline: whole('--deadline', values.deadline, DEADLINE_MS),
    ...(parser !== undefined && { parser }),
    ...(enricher !== undefined && lists !== undefined && { enricher: { module: enricher, lists } }),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        format: text,
        seconds: text,
        seed: text,
        cases: text,
        out: text,
        enricher: text,
        lists: text,
        parser: text,
        deadline: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new FuzzUsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function whole(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!/^\d{1,15}$/.test(value)) throw new FuzzUsageError(`${name} takes a whole number, not ${value}.`);
  return Number(value);
}
