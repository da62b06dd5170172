export { type OpenSearchRecordsOptions, openOpenSearchRecords } from './records.ts';
export { type SetUpRecordsOptions, type SetupLine, setUpRecords } from './set-up-records.ts';
