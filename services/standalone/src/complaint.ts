import { NetworkListError, SourcesFileError } from '@presswatch/fetcher';
import { GazetteerError } from '@presswatch/gazetteer';
import { AdapterUrlError, SettingsError } from '@presswatch/service-kit';
import { SchemaTooNewError } from '@presswatch/sqlite';
import { PortTakenError } from './app.ts';
import { DataHeldError } from './hold-data.ts';

/** Errors whose message says what to do: a stack would only hide it. */
const EXPECTED = [
  AdapterUrlError,
  DataHeldError,
  GazetteerError,
  NetworkListError,
  PortTakenError,
  SchemaTooNewError,
  SettingsError,
  SourcesFileError,
];

/** An error that ends the process, as people read it. */
export function asComplaint(error: unknown): string {
  if (!(error instanceof Error)) return `presswatch: ${String(error)}`;
  // An error out of a worker has lost its class, but not its name.
  const expected = EXPECTED.some((type) => error instanceof type || error.name === type.name);
  return expected ? `presswatch: ${error.message}` : `presswatch: ${error.stack ?? error.message}`;
}
