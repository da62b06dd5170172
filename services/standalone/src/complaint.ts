import { NetworkListError, SourcesFileError } from '@presswatch/fetcher';
import { GazetteerError } from '@presswatch/gazetteer';
import { AdapterUrlError, SettingsError } from '@presswatch/service-kit';
import { SchemaTooNewError } from '@presswatch/sqlite';
import { PortTakenError } from './app.ts';
import { DataHeldError } from './hold-data.ts';

/** An error whose message says what to do: a stack would only hide it. */
interface Expected {
  readonly type: { readonly name: string };
  /** What it leads to: 2 for a wrong setting, else 1. */
  readonly exit: 1 | 2;
  /** The setting that leads to it, where the message does not name it. */
  readonly variable?: string;
}

const EXPECTED: readonly Expected[] = [
  { type: AdapterUrlError, exit: 2 },
  { type: DataHeldError, exit: 1 },
  { type: GazetteerError, exit: 2, variable: 'PRESSWATCH_GAZETTEER' },
  { type: NetworkListError, exit: 2, variable: 'PRESSWATCH_ALLOW_PRIVATE' },
  { type: PortTakenError, exit: 1 },
  { type: SchemaTooNewError, exit: 1 },
  { type: SettingsError, exit: 2 },
  { type: SourcesFileError, exit: 2 },
];

/** How an error that ends the process is told to people, and the process's exit code. */
export function asComplaint(error: unknown): { readonly text: string; readonly exit: 1 | 2 } {
  if (!(error instanceof Error)) return { text: `presswatch: ${String(error)}`, exit: 1 };
  // An error out of a worker has lost class and name; its stack still begins with the name.
  const { name, stack } = error;
  const expected = EXPECTED.find(({ type }) => name === type.name || stack?.startsWith(`${type.name}: `));
  if (expected === undefined) return { text: `presswatch: ${stack ?? error.message}`, exit: 1 };
  const { variable, exit } = expected;
  return { text: `presswatch: ${error.message}${variable === undefined ? '' : ` (setting ${variable})`}`, exit };
}
