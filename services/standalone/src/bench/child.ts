import { once } from 'node:events';
import { runLatency } from './latency-run.ts';
import { runPipeline } from './pipeline-run.ts';

// What is measured, in a process that loads nothing else: its memory is the pipeline's.
const [message] = (await once(process, 'message')) as [{ task: 'pipeline' | 'latency'; argument: string }];
const run = message.task === 'pipeline' ? runPipeline(message.argument) : runLatency(JSON.parse(message.argument), 50);
const result = await run;
process.send?.(result, () => process.disconnect());
