export type { IndexSettings, LogSettings, RecordsSettings, StateSettings } from './connections.ts';
export { describeServers } from './describe-servers.ts';
export { openGenerations, openIndex, openLog, openRecords, openState, type Role } from './open.ts';
export { type Adapters, openAdapters } from './open-all.ts';
export { openPartly, type PartlyOpened } from './open-partly.ts';
export { ASK_MS, type ServerView, within } from './server-view.ts';
export {
  type SetupLine,
  type SetupOptions,
  type SetupStage,
  setUpAll,
  setUpIndex,
  setUpLog,
  setUpRecordStore,
  type TopicPlan,
  topicsOf,
} from './set-up.ts';
