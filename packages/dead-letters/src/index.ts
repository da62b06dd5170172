export { createDeadLetters, type DeadLetterDeps } from './dead-letters.ts';
export {
  DEAD_LETTER_STATUSES,
  type DeadLetter,
  type DeadLetterCount,
  DeadLetterCursorError,
  type DeadLetterDetail,
  type DeadLetterFilter,
  type DeadLetterPage,
  type DeadLetterStatus,
  type DeadLetters,
  type Settled,
} from './port.ts';
export {
  type DeadInput,
  type DeadLetterFacts,
  type DeadLetterReport,
  deadLetterId,
  deadLetterRecord,
  factsOf,
  originalOf,
} from './record.ts';
export { DEAD_LETTER_KIND } from './statuses.ts';
