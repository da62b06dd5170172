export { openRedisState, type RedisStateOptions } from './state.ts';
