import { SettingsError } from '@presswatch/service-kit';
import { describe, expect, it, vi } from 'vitest';
import { NotSetUpError, patiently } from './patience.ts';

function patience() {
  const notes: (string | null)[] = [];
  const stopping = new AbortController();
  const logger = { info: vi.fn(), warn: vi.fn() };
  return { notes, logger, stopping, signal: stopping.signal, note: (text: string | null) => void notes.push(text) };
}

describe('patiently', () => {
  it('tries until it works, and says once what it waits for', async () => {
    const given = patience();
    let tries = 0;
    const work = async () => {
      tries += 1;
      if (tries < 3) throw new NotSetUpError('releases.raw is not there: run "presswatch setup"');
      return 'open';
    };
    expect(await patiently('Kafka', work, given)).toBe('open');
    const waiting = 'waiting for Kafka: releases.raw is not there: run "presswatch setup"';
    expect(given.notes).toEqual([waiting, waiting, null]);
    expect(given.logger.warn.mock.calls).toEqual([[waiting]]);
    expect(given.logger.info).toHaveBeenCalledOnce();
  });

  it.each([new SettingsError('PRESSWATCH_X is wrong'), new TypeError('a bug')])(
    'does not wait for what no waiting mends: %s',
    async (error) => {
      const given = patience();
      await expect(patiently('Kafka', () => Promise.reject(error), given)).rejects.toBe(error);
      expect(given.notes).toEqual([]);
    },
  );

  it('does not wait for a try under way when it is told to end', async () => {
    const given = patience();
    const waiting = patiently('Kafka', () => new Promise(() => undefined), given);
    const ended = expect(waiting).rejects.toThrow('stopping');
    given.stopping.abort(new Error('stopping'));
    await ended;
  });

  it('ends when it is told to', async () => {
    const given = patience();
    const waiting = patiently('Kafka', () => Promise.reject(new Error('no broker answers')), given);
    const ended = expect(waiting).rejects.toThrow();
    await vi.waitFor(() => expect(given.notes).toHaveLength(1));
    given.stopping.abort();
    await ended;
  });
});
