import { once } from 'node:events';

// What is measured, in a process that loads nothing else: its memory is that of what is measured.
const TASKS = {
  pipeline: async (file: string) => (await import('./pipeline-run.ts')).runPipeline(file),
  latency: async (releases: string) => (await import('./latency-run.ts')).runLatency(JSON.parse(releases), 50),
  reading: async (file: string) => (await import('./reading-run.ts')).runReading(file === '' ? undefined : file),
  gazetteer: async () => (await import('./gazetteer-run.ts')).runGazetteer(),
} as const;
export type ChildTask = keyof typeof TASKS;

const [message] = (await once(process, 'message')) as [{ task: ChildTask; argument: string }];
const result = await TASKS[message.task](message.argument);
process.send?.(result, () => process.disconnect());
