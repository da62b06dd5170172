import { asComplaint, createLogger, readSettings, runUntilStopped, settingsHelp } from '@presswatch/service-kit';
import { type App, startApp } from './app.ts';
import { ROOT } from './root.ts';

const HELP = `usage: npm start

Runs Presswatch: fetcher, parser, enricher, indexer and the page in one process, on SQLite. Ctrl-C stops it.
Settings are environment variables:

${settingsHelp()}
`;

async function main(): Promise<number> {
  if (process.argv.slice(2).some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = readSettings(process.env, ROOT);
  const logger = createLogger(settings.logLevel, 'presswatch');
  const app: App = await startApp(settings, logger);
  for (const problem of app.problems) process.stderr.write(`${problem}\n`);
  const running = runUntilStopped(app, { graceMs: settings.graceMs, logger }); // listens to signals before it says so
  process.stdout.write(`Presswatch is running: ${app.address} (data in ${settings.data}; Ctrl-C stops it)\n`);
  return await running;
}

try {
  process.exit(await main());
} catch (error) {
  const { text, exit } = asComplaint(error);
  process.stderr.write(`${text}\n`);
  process.exit(exit);
}
