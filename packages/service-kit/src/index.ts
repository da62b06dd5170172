export { type AdapterAddress, AdapterUrlError, adapterAddress, redactUrl } from './adapter-url.ts';
export { type Runnable, runUntilStopped } from './lifecycle.ts';
export { createLogger, type Logger } from './logger.ts';
export { readSettings, type Settings, SettingsError, settingsHelp } from './settings.ts';
