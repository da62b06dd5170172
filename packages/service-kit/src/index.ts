export {
  type AdapterAddress,
  AdapterUrlError,
  type AddressVariable,
  adapterAddress,
  redactUrl,
  type UrlCredentials,
} from './adapter-url.ts';
export { asComplaint, isExpected } from './complaint.ts';
export { type Runnable, runUntilStopped } from './lifecycle.ts';
export { createLogger, type Logger } from './logger.ts';
export { PortTakenError } from './port-taken-error.ts';
export {
  type Env,
  readSettings,
  type Settings,
  SettingsError,
  settingsHelp,
  unknownVariables,
  type Wanted,
} from './settings.ts';
export { type AllSettings, PORT_SETTINGS, type PortName, type SettingName } from './settings-table.ts';
