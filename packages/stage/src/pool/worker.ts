import { workerData } from 'node:worker_threads';
import { decode, type InputRecord } from '../codec.ts';
import { refused } from '../effect-executor.ts';
import type { PureStageModule } from '../stage.ts';
import { deadByThrow, type Verdict, verdictOf } from '../verdict.ts';
import type { WorkerDescription, WorkerSetup, WorkerTask } from './protocol.ts';

// Loaded by piscina, once a worker: the stage is made before the first task.
const setup = setupOf(workerData);
const module = (await import(setup.module)) as PureStageModule;
const stage = module.describe();
const handle = await module.create(setup.data);

export function describe(): WorkerDescription {
  const { name, version, input, output } = stage;
  return { name, version, input: input.name, ...(output === undefined ? {} : { output: output.name }) };
}

export function execute(task: WorkerTask): readonly Verdict[] {
  return task.records.map((record, at) => {
    Atomics.store(task.progress, 0, at);
    return executeOne(record);
  });
}

function executeOne(record: InputRecord): Verdict {
  try {
    const decoded = decode(stage.input, record);
    if (!decoded.ok) return refused(decoded);
    return verdictOf(stage, record, decoded.ctx, handle(decoded.event, decoded.ctx));
  } catch (error) {
    return deadByThrow(error);
  }
}

/** Piscina puts a worker's own data beside its bookkeeping. */
function setupOf(data: unknown): WorkerSetup {
  const found = Array.isArray(data) ? data[1] : data;
  if (typeof found?.module !== 'string') throw new Error('a stage worker was started without the URL of its stage');
  return found as WorkerSetup;
}
