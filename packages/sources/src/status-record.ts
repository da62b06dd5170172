/** The kind of record that holds a source's present status, its id the source's. */
export const SOURCE_STATUS_RECORD = 'source-status';
