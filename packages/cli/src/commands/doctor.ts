import { Command } from 'commander';
import { bold, type Context } from '../context.ts';
import type { Check } from '../deps.ts';
import { machineChecks } from '../doctor-checks.ts';
import { EXIT } from '../errors.ts';
import { examples, jsonOption } from '../options.ts';
import { plain } from '../output.ts';

const MARKS = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const;

export function doctorCommand(context: Context): Command {
  return new Command('doctor')
    .summary('look for what is wrong')
    .description('Looks at Node, SQLite, the data folder, disk, port, names and sources, and says what to do.')
    .addOption(jsonOption('NDJSON: a line a check'))
    .addHelpText('after', examples('presswatch doctor', `presswatch doctor --json | jq 'select(.state != "ok")'`))
    .action((options: { json?: true }) => doctor(context, options.json === true));
}

async function doctor(context: Context, json: boolean): Promise<void> {
  const { installation } = context.deps;
  for await (const check of machineChecks(installation)) await tell(context, check, json);
  for await (const check of installation.checks()) await tell(context, check, json);
}

async function tell(context: Context, check: Check, json: boolean): Promise<void> {
  const { out } = context;
  if (check.state === 'failed') context.exit(EXIT.failed);
  if (json) return out.json(check);
  await out.line(`${bold(out, MARKS[check.state])}  ${check.name}: ${plain(check.found)}`);
  if (check.remedy !== undefined) await out.line(`         ${plain(check.remedy)}`);
}
