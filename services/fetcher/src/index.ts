export {
  createFetcher,
  type Fetcher,
  type FetcherDeps,
  type FetcherLogger,
  type FetcherSettings,
} from './fetcher.ts';
export { createAddressGuard, NetworkListError } from './http/address-guard.ts';
export { createHttpClient, type HttpClient, type HttpClientOptions, type HttpLimits } from './http/client.ts';
export { FETCHER_VERSION } from './raw/raw-record.ts';
export type { PollResult } from './sources/poll.ts';
export {
  createIngest,
  type Ingest,
  type IngestDeps,
  type IngestOptions,
  UPLOAD_SOURCE,
} from './sources/upload/create-ingest.ts';
export type { IngestProblem, IngestProgress } from './sources/upload/progress.ts';
export { rawFromFile } from './sources/upload/raw-from-file.ts';
