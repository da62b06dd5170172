import { decode, type InputRecord } from '../codec.ts';
import { refused } from '../effect-executor.ts';
import type { PureHandler, PureStageModule, StageDescription } from '../stage.ts';
import { deadByThrow, type Verdict, verdictOf } from '../verdict.ts';
import type { StageSetup, WorkerDescription, WorkerTask } from './protocol.ts';

// Loaded by piscina. One worker runs whatever pure stages it is given tasks of.

interface LoadedStage {
  readonly description: StageDescription;
  readonly handle: PureHandler<unknown, unknown>;
}

const loaded = new Map<string, Promise<LoadedStage>>();

function stageOf(setup: StageSetup): Promise<LoadedStage> {
  const known = loaded.get(setup.module);
  if (known !== undefined) return known;
  const stage = load(setup);
  loaded.set(setup.module, stage);
  stage.catch(() => loaded.delete(setup.module)); // its lists may be mended by the next task
  return stage;
}

async function load({ module, data }: StageSetup): Promise<LoadedStage> {
  const code = (await import(module)) as PureStageModule;
  return { description: code.describe(), handle: await code.create(data) };
}

export async function describe(setup: StageSetup): Promise<WorkerDescription> {
  const { name, version, input, output } = (await stageOf(setup)).description;
  return { name, version, input: input.name, ...(output === undefined ? {} : { output: output.name }) };
}

export async function execute(task: WorkerTask): Promise<readonly Verdict[]> {
  let stage: LoadedStage;
  try {
    stage = await stageOf(task.stage);
  } catch (error) {
    // A worker that takes a dead one's place, and finds a list half edited: no event is to blame.
    const reason = error instanceof Error ? error.message : String(error);
    return task.records.map(() => ({ kind: 'unavailable', dependency: 'stage-data', reason }));
  }
  const verdicts: Verdict[] = [];
  for (const [at, record] of task.records.entries()) {
    Atomics.store(task.progress, 0, at);
    verdicts.push(await executeOne(stage, record));
  }
  return verdicts;
}

async function executeOne({ description, handle }: LoadedStage, record: InputRecord): Promise<Verdict> {
  try {
    const decoded = decode(description.input, record);
    if (!decoded.ok) return refused(decoded);
    return verdictOf(description, record, decoded.ctx, await handle(decoded.event, decoded.ctx));
  } catch (error) {
    return deadByThrow(error);
  }
}
