import { afterEach, describe, expect, it } from 'vitest';
import { type FuzzDocument, utf8 } from './document.ts';
import { createThread, type FuzzThread } from './thread.ts';

const document = (text: string): FuzzDocument => ({
  format: 'plain-text',
  mediaType: 'text/plain',
  bytes: utf8(text),
  comparable: true,
  damage: ['token'],
});
let thread: FuzzThread;
const threadOf = (name: string, deadlineMs = 10_000) => {
  const parser = new URL(`./testdata/${name}.ts`, import.meta.url).href;
  thread = createThread({ modules: { parser }, deadlineMs, heapMb: 64 });
  return thread;
};

describe('a thread', () => {
  afterEach(() => thread.close());

  it('ends a document that takes for ever, and goes on with the next', async () => {
    const { judge } = threadOf('hangs', 300);
    expect(await judge(document('for ever'))).toMatchObject({
      invariant: 'deadline',
      detail: expect.stringMatching(/step: parse$/),
    });
    expect(await judge(document('for a while'))).toBeUndefined();
  });

  it('says that a document takes too much memory', async () => {
    expect(await threadOf('hoards').judge(document('x'))).toMatchObject({ invariant: 'memory' });
  });

  it('hands on what the stage throws', async () => {
    expect(await threadOf('throws').judge(document('<'))).toMatchObject({
      invariant: 'throws',
      detail: expect.stringMatching(/^TypeError: no angle brackets here/),
    });
  });
});
