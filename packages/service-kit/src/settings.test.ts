import { expect, it } from 'vitest';
import { readSettings, SettingsError, settingsHelp } from './settings.ts';

it('has a default for everything, under the root', () => {
  const settings = readSettings({}, '/srv/presswatch');
  expect(settings).toMatchObject({
    data: '/srv/presswatch/data',
    log: 'sqlite:/srv/presswatch/data/log.db',
    inbox: '/srv/presswatch/data/inbox',
    seeds: '/srv/presswatch/seeds/releases',
    gazetteer: ['/srv/presswatch/seeds/gazetteer'],
    host: '127.0.0.1',
    port: 8080,
    allowPrivate: [],
  });
});

it('moves everything with PRESSWATCH_DATA, and reads lists', () => {
  const env = { PRESSWATCH_DATA: '/var/pw', PRESSWATCH_GAZETTEER: 'names, /etc/more', PRESSWATCH_SEEDS: '' };
  const settings = readSettings(env, '/srv');
  expect(settings).toMatchObject({ index: 'sqlite:/var/pw/index.db', inbox: '/var/pw/inbox', seeds: '' });
  expect(settings.gazetteer).toEqual(['/srv/names', '/etc/more']);
});

it('names every variable that is wrong', () => {
  const read = () => readSettings({ PRESSWATCH_PORT: '99999', PRESSWATCH_LOG_LEVEL: 'loud' }, '/srv');
  expect(read).toThrow(SettingsError);
  expect(read).toThrow(/PRESSWATCH_PORT is "99999".*\n.*PRESSWATCH_LOG_LEVEL is "loud"/);
});

it('explains every variable in the help', () => {
  expect(settingsHelp()).toMatch(/PRESSWATCH_DATA +data +folder/);
});
