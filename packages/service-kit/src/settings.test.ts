import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempFolder } from '@presswatch/testkit';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError, settingsHelp, unknownVariables } from './settings.ts';

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

describe('the settings of a service', () => {
  const parser = { names: ['log', 'workers', 'logLevel'], fallbacks: { log: null, logLevel: 'info' } } as const;

  it('are its own, with what it needs named where it is missing', () => {
    expect(readSettings({ PRESSWATCH_LOG: 'kafka://k' }, '/srv', parser)).toEqual({
      log: 'kafka://k',
      workers: 1,
      logLevel: 'info',
    });
    expect(() => readSettings({ PRESSWATCH_LOG: '' }, '/srv', parser)).toThrow(/PRESSWATCH_LOG is not set: .*kafka:/);
    const help = settingsHelp(parser);
    expect(help).toMatch(/PRESSWATCH_LOG +\(has to be set\)/);
    expect(help).not.toContain('PRESSWATCH_INBOX');
  });

  it('tells variables that nobody reads', () => {
    const env = { PRESSWATCH_WORKRES: '3', PRESSWATCH_KAFKA_PASSWORD_FILE: 'x', PRESSWATCH_LOG: 'x', PATH: '' };
    expect(unknownVariables(env)).toEqual(['PRESSWATCH_WORKRES']);
  });
});

describe('secrets', () => {
  const kafka = { names: ['kafkaTls', 'kafkaCa', 'kafkaSasl', 'kafkaUser', 'kafkaPassword'] } as const;
  const scram = { PRESSWATCH_KAFKA_SASL: 'scram-sha-512', PRESSWATCH_KAFKA_USER: 'me' };

  it('are read from a file, once, without the line break at its end', async () => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'password');
    await writeFile(path, ' hunter2 \r\n');
    const settings = readSettings({ ...scram, PRESSWATCH_KAFKA_PASSWORD_FILE: path }, '/srv', kafka);
    expect(settings.kafkaPassword).toBe(' hunter2 ');
    const both = { ...scram, PRESSWATCH_KAFKA_PASSWORD_FILE: path, PRESSWATCH_KAFKA_PASSWORD: 'x' };
    expect(() => readSettings(both, '/srv', kafka)).toThrow(/PASSWORD and PRESSWATCH_KAFKA_PASSWORD_FILE are both set/);
    await writeFile(path, '\n');
    const empty = { ...scram, PRESSWATCH_KAFKA_PASSWORD_FILE: path };
    expect(() => readSettings(empty, '/srv', kafka)).toThrow(/PRESSWATCH_KAFKA_PASSWORD_FILE is .*: the file is empty/);
  });

  it('name variable and path where the file cannot be read, and never tell what they hold', async () => {
    const env = { ...scram, PRESSWATCH_KAFKA_PASSWORD_FILE: 'nowhere/password' };
    expect(() => readSettings(env, '/srv', kafka)).toThrow(
      /PRESSWATCH_KAFKA_PASSWORD_FILE is nowhere\/password.*ENOENT/,
    );
    await using folder = await tempFolder();
    const path = join(folder.path, 'ca.pem');
    await writeFile(path, 'my secret key');
    const read = () => readSettings({ PRESSWATCH_KAFKA_TLS: 'true', PRESSWATCH_KAFKA_CA_FILE: path }, '/srv', kafka);
    expect(read).toThrow(/PRESSWATCH_KAFKA_CA_FILE is .*ca\.pem: the file holds no certificate/);
    expect(read).not.toThrow(/my secret/);
  });

  it.each([
    [{ PRESSWATCH_KAFKA_USER: 'me' }, /PRESSWATCH_KAFKA_SASL is not set/],
    [scram, /PRESSWATCH_KAFKA_SASL is scram-sha-512: set .*PRESSWATCH_KAFKA_PASSWORD/],
    [{ PRESSWATCH_KAFKA_SASL: 'gssapi' }, /PRESSWATCH_KAFKA_SASL is "gssapi": write plain/],
    [{ PRESSWATCH_KAFKA_TLS: 'yes' }, /PRESSWATCH_KAFKA_TLS is "yes": write true or false/],
    [{ PRESSWATCH_MIN_INSYNC: '2' }, /PRESSWATCH_MIN_INSYNC is 2/],
    [{ PRESSWATCH_OPENSEARCH_USER: 'me' }, /PRESSWATCH_OPENSEARCH_USER and PRESSWATCH_OPENSEARCH_PASSWORD both/],
  ])('and what goes with them have to agree: %j', (env, message) => {
    expect(() => readSettings(env, '/srv')).toThrow(message);
  });
});
