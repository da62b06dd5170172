export { aliveBrokers, opensearchIsReady, redisAnswers } from './asking.ts';
export { brokerSettings, type KafkaOptions, type KafkaSecurity } from './kafka.ts';
export type { OpensearchOptions } from './opensearch.ts';
export { freePorts } from './ports.ts';
export { type ServerControl, waitUntilReady } from './server-process.ts';
export { type Stack, type StackPorts, type StackWish, startStack } from './stack.ts';
export { StackError } from './stack-error.ts';
export { IMAGES, VERSIONS } from './versions.ts';
