import { expect, it } from 'vitest';
import { later } from './later.ts';

class Port {
  readonly #name = 'open';
  name(suffix: string): string {
    return this.#name + suffix;
  }
}

it('passes calls on to what is there by then, and can be awaited like anything', async () => {
  let opened: Port | undefined;
  const port = later<Port>(() => {
    if (opened === undefined) throw new Error('not reached yet');
    return opened;
  });
  expect(() => port.name('!')).toThrow('not reached yet');
  opened = new Port();
  expect((await port).name('!')).toBe('open!');
});
