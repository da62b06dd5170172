/** An error whose message says what to do: a stack would only hide it. */
interface Expected {
  /** What it leads to: 2 for a wrong setting, else 1. */
  readonly exit: 1 | 2;
  /** The setting that leads to it, where the message does not name it. */
  readonly variable?: string;
}

/** By the names of their classes: an error out of a worker has lost its class. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  AdapterUrlError: { exit: 2 },
  DataHeldError: { exit: 1 },
  GazetteerError: { exit: 2, variable: 'PRESSWATCH_GAZETTEER' },
  NetworkListError: { exit: 2, variable: 'PRESSWATCH_ALLOW_PRIVATE' },
  PortTakenError: { exit: 1 },
  SchemaTooNewError: { exit: 1 },
  SettingsError: { exit: 2 },
  SourcesFileError: { exit: 2 },
};

function expectedOf(error: unknown): Expected | undefined {
  if (!(error instanceof Error)) return undefined;
  if (Object.hasOwn(EXPECTED, error.name)) return EXPECTED[error.name];
  // An error out of a worker has lost its name, too; its stack still begins with it.
  const first = /^(\w+): /.exec(error.stack ?? '')?.[1] ?? '';
  return Object.hasOwn(EXPECTED, first) ? EXPECTED[first] : undefined;
}

/** Whether an error is one of those that people make and mend: its message says how. */
export const isExpected = (error: unknown): boolean => expectedOf(error) !== undefined;

/** How an error that ends the process is told to people, and the process's exit code. */
export function asComplaint(error: unknown): { readonly text: string; readonly exit: 1 | 2 } {
  if (!(error instanceof Error)) return { text: `presswatch: ${String(error)}`, exit: 1 };
  const expected = expectedOf(error);
  if (expected === undefined) return { text: `presswatch: ${error.stack ?? error.message}`, exit: 1 };
  const { variable, exit } = expected;
  return { text: `presswatch: ${error.message}${variable === undefined ? '' : ` (setting ${variable})`}`, exit };
}
