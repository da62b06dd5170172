export { type CloseInOrder, closeInOrder } from './close-in-order.ts';
export { type Health, healthOf, waitingFor } from './health.ts';
export { collectLag, type LagOptions, type MeasuredStage } from './lag-metrics.ts';
export { later } from './later.ts';
export { NotSetUpError, type Patience, patiently } from './patience.ts';
export { type Topics, waitForIndex, waitForLog, waitForRecords, waitForState } from './ports.ts';
export { type ProbeServer, startProbeServer } from './probe-server.ts';
export { type RunningService, runService, type ServiceContext, type ServiceDefinition } from './run-service.ts';
export { type ReadyStage, type StageOutline, startStageService } from './stage-service.ts';
