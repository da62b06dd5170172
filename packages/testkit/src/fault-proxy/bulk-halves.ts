import type { Random } from '../random.ts';

/** An operation of a `_bulk` request: its name and its one or two lines. */
interface Operation {
  readonly name: string;
  readonly target: { readonly _index?: string; readonly _id?: string };
  readonly lines: readonly string[];
}

/** A bulk request of which some operations go on and the others are answered here. */
export interface BulkHalves {
  /** The body with what goes on; empty where nothing does. */
  readonly forwarded: string;
  /** The answer to the whole request, made of the server's answer to what went on; items in the order of the request. */
  answer(served: unknown): object;
  /** How many operations do not go on. */
  readonly refused: number;
}

/** Divides a bulk request: each operation goes on or not by a throw of a coin. */
export function halveBulk(body: string, index: string | undefined, random: Random): BulkHalves {
  const operations = readOperations(body).map((operation) => ({ ...operation, goesOn: random.next() < 0.5 }));
  const forwarded = operations.filter(({ goesOn }) => goesOn).flatMap(({ lines }) => lines);
  return {
    forwarded: forwarded.length === 0 ? '' : `${forwarded.join('\n')}\n`,
    refused: operations.filter(({ goesOn }) => !goesOn).length,
    answer(served) {
      const { items = [], errors = false } = (served ?? {}) as { items?: readonly object[]; errors?: boolean };
      const left = items.values();
      const merged = operations.map((operation) =>
        operation.goesOn ? (left.next().value ?? refusal(operation, index)) : refusal(operation, index),
      );
      return { took: 1, errors: errors || operations.some(({ goesOn }) => !goesOn), items: merged };
    },
  };
}

function readOperations(body: string): Operation[] {
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const operations: Operation[] = [];
  for (let at = 0; at < lines.length; at++) {
    const action = lines[at] ?? '';
    const [name = '', target = {}] = Object.entries(JSON.parse(action) as Record<string, Operation['target']>)[0] ?? [];
    const document = name === 'delete' ? [] : [lines[++at] ?? ''];
    operations.push({ name, target, lines: [action, ...document] });
  }
  return operations;
}

/** As OpenSearch words it when the queue of its writers is full. */
function refusal({ name, target }: Operation, index: string | undefined): object {
  const error = { type: 'rejected_execution_exception', reason: 'rejected by the fault proxy: the queue is full' };
  return { [name]: { _index: target._index ?? index, _id: target._id, status: 429, error } };
}
