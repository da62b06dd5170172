import { expect, it } from 'vitest';
import { createThrottle } from './throttle.ts';

it('says a kind once in ten seconds, and how often it was kept back', () => {
  let now = 0;
  const throttle = createThrottle({ clock: () => now });
  const said: unknown[] = [];
  const say = (kind: string) =>
    throttle(kind, (details, message) => said.push([message, details]), { broker: 1 }, kind);
  for (now = 0; now < 25_000; now += 100) say('lost');
  say('other');
  expect(said).toEqual([
    ['lost', { broker: 1 }],
    ['lost', { broker: 1, repeated: 99 }],
    ['lost', { broker: 1, repeated: 99 }],
    ['other', { broker: 1 }],
  ]);
});

it('remembers a bounded number of kinds', () => {
  const throttle = createThrottle({ clock: () => 0 });
  let said = 0;
  for (let n = 0; n < 101; n++) throttle(String(n), () => said++, {}, '');
  throttle('0', () => said++, {}, '');
  throttle('100', () => said++, {}, '');
  expect(said).toBe(102);
});
