import { type Decoded, decode, type InputRecord } from './codec.ts';
import type { Executor } from './executor.ts';
import type { Outcome } from './outcome.ts';
import type { BatchEventHandler, EventHandler, StageDescription, StageInput } from './stage.ts';
import { retryByThrow, type Verdict, verdictOf } from './verdict.ts';

/** A stage with effects, run where the runner runs. It has `run` or `runBatch`. */
export interface EffectStage<I = unknown, O = unknown> extends StageDescription {
  readonly handler: { readonly run: EventHandler<I, O> } | { readonly runBatch: BatchEventHandler<I, O> };
  /** Forgets what these records (by key) gave. */
  readonly erase?: (keys: readonly string[]) => Promise<void>;
}

type Slot<I> = { readonly record: InputRecord; readonly input: StageInput<I> };

/** Runs a stage with effects over decoded events. */
export function createEffectExecutor<I, O>(stage: EffectStage<I, O>): Executor {
  const { handler } = stage;
  const handle = 'run' in handler ? one(handler.run) : handler.runBatch;
  return {
    stage,
    ...(stage.erase === undefined ? {} : { erase: stage.erase }),
    async execute(records) {
      const decoded = records.map((record) => decode<I>(stage.input, record));
      const slots = records.flatMap((record, at): Slot<I>[] => {
        const result = decoded[at];
        return result?.ok ? [{ record, input: { event: result.event, ctx: result.ctx } }] : [];
      });
      const verdicts = (await handleAll(stage, handle, slots)).values();
      return decoded.map((result) => (result.ok ? next(verdicts) : refused(result)));
    },
    close: async () => undefined,
  };
}

const one =
  <I, O>(run: EventHandler<I, O>): BatchEventHandler<I, O> =>
  async (inputs) => {
    const outcomes: Outcome<O>[] = [];
    for (const { event, ctx } of inputs) outcomes.push(await run(event, ctx));
    return outcomes;
  };

/** Handles all slots at once; if that throws, one by one, so that one event's fault stays its own. */
async function handleAll<I, O>(
  stage: StageDescription,
  handle: BatchEventHandler<I, O>,
  slots: readonly Slot<I>[],
): Promise<Verdict[]> {
  if (slots.length === 0) return [];
  try {
    const outcomes = await handle(slots.map((slot) => slot.input));
    if (outcomes.length !== slots.length) {
      throw new Error(`${stage.name} gave ${outcomes.length} outcomes for ${slots.length} events`);
    }
    return slots.map(({ record, input }, at) => verdictOf(stage, record, input.ctx, outcomes[at] as Outcome<O>));
  } catch (error) {
    if (slots.length === 1) return [retryByThrow(error)];
    const verdicts: Verdict[] = [];
    for (const slot of slots) verdicts.push(...(await handleAll(stage, handle, [slot])));
    return verdicts;
  }
}

function next(verdicts: ArrayIterator<Verdict>): Verdict {
  const { value } = verdicts.next();
  if (value === undefined) throw new Error('fewer verdicts than events');
  return value;
}

export const refused = (result: Extract<Decoded<unknown>, { ok: false }>): Verdict => ({
  kind: 'dead',
  reason: result.reason,
});
