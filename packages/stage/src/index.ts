export { emit, type Outcome, type Reason, type ReasonCode, reject, retry, skip, unavailable } from './outcome.ts';
export type {
  BatchEventHandler,
  EventHandler,
  PureHandler,
  PureStageModule,
  StageContext,
  StageDescription,
  StageInput,
} from './stage.ts';
