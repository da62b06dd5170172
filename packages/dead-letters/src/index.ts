export {
  type DeadInput,
  type DeadLetterFacts,
  type DeadLetterReport,
  deadLetterId,
  deadLetterRecord,
  originalOf,
} from './record.ts';
