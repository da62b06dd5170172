import { expect, it } from 'vitest';
import { AdapterUrlError, adapterAddress, redactUrl } from './adapter-url.ts';

it('reads the address of a file', () => {
  expect(adapterAddress('PRESSWATCH_LOG', 'sqlite:/var/pw/log.db')).toEqual({
    adapter: 'sqlite',
    path: '/var/pw/log.db',
  });
});

it('names the variable of an unknown address, without its password', () => {
  const read = () => adapterAddress('PRESSWATCH_LOG', 'kafka://me:hunter2@host:9092');
  expect(read).toThrow(AdapterUrlError);
  expect(read).toThrow(/PRESSWATCH_LOG is kafka:\/\/\*\*\*@host:9092/);
});

it.each([
  ['rediss://:pw@host:6379/0?token=x#y', 'rediss://***@host:6379/0'],
  ['https://host/path?key=secret', 'https://host/path'],
  ['not a url //me:pw@host', 'not a url //***@host'],
])('prints %s without secrets', (url, safe) => expect(redactUrl(url)).toBe(safe));
