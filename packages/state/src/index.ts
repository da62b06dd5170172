export type { Budgets, Lease, Memory, Remembered, Schedule, State } from './port.ts';
export { StateUnavailableError } from './state-unavailable.ts';
