export { type OpenSearchRecordsOptions, openOpenSearchRecords } from './records.ts';
export { type SetUpRecordsOptions, setUpRecords } from './set-up-records.ts';
