import { deadLetterRecord } from '@presswatch/dead-letters';
import { START } from '@presswatch/inspection/testing';
import { describe, expect, it } from 'vitest';
import { cli, URL_1, useWorld, world } from '../testing/cli-world.ts';

useWorld();

describe('ingest', () => {
  it('counts what is acknowledged, tells problems, and fails if any input failed', async () => {
    const { exit, out, err } = await cli(['ingest', 'a.txt', 'b.txt', URL_1, '--source', 'mine']);
    expect(out).toBe('2 releases acknowledged, 1 input failed\n');
    expect(err).toBe('b.txt: no file (mine) (not-found)\n');
    expect(exit).toBe(1);
  });

  it('--json gives a line a release and a problem, then the counts', async () => {
    const { json } = await cli(['ingest', 'a.txt', 'b.txt', '--json']);
    expect(json()).toEqual([
      { event: 'acknowledged', releaseId: 'a'.repeat(32) },
      { event: 'problem', what: 'b.txt', code: 'not-found', message: 'no file (no source)' },
      { event: 'done', acknowledged: 1, failed: 1, interrupted: false },
    ]);
  });

  it('succeeds when all went in', async () => {
    expect(await cli(['ingest', URL_1])).toMatchObject({ exit: 0, out: '1 release acknowledged\n', err: '' });
  });
});

describe('sources', () => {
  it('lists', async () => {
    expect((await cli(['sources', 'list'])).out).toMatch(/^source .*\nministry +feed +on +ok/);
    expect((await cli(['sources', 'list', '--json'])).json()).toMatchObject([{ id: 'ministry', enabled: true }]);
  });

  it('enables and disables, and knows whom it does not know', async () => {
    expect(await cli(['sources', 'disable', 'ministry'])).toMatchObject({ exit: 0, out: 'ministry is disabled\n' });
    expect((await cli(['sources', 'enable', 'ministry'])).out).toBe('ministry is enabled already\n');
    const { exit, err, json } = await cli(['sources', 'enable', 'ministry', 'nobody', '--json']);
    expect(exit).toBe(3);
    expect(err).toContain('no source nobody');
    expect(json().map(({ outcome }) => outcome)).toEqual(['unchanged', 'unknown']);
  });
});

describe('dlq', () => {
  it('lists the open ones, filtered, as lines or NDJSON', async () => {
    const id = await world.fail();
    await world.fail({ url: 'https://example.org/2', code: 'binary' });
    const { out } = await cli(['dlq', 'list', '--reason', 'empty']);
    expect(out).toContain(
      `${id}  2024-06-28 12:00:01Z  open  empty\n  the release holds no text; look at its source\n1 dead letter\n`,
    );
    expect((await cli(['dlq', 'list', '--json'])).json()).toHaveLength(2);
    expect((await cli(['dlq', 'list', '--stage', 'indexer'])).out).toBe('no dead letters\n');
    expect((await cli(['dlq', 'list', '--status', 'lost'])).exit).toBe(2);
  });

  it('shows one with the record it keeps', async () => {
    const id = await world.fail();
    const { out } = await cli(['dlq', 'show', id]);
    expect(out).toMatch(/^id +parser\/releases\.raw\//);
    expect(out).toContain('"state":"present"');
    const [letter] = (await cli(['dlq', 'show', id, '--json'])).json();
    expect(JSON.parse(Buffer.from(letter.original.value, 'base64').toString())).toMatchObject({
      state: 'present',
      url: URL_1,
    });
    expect(letter.original.headers).toMatchObject({ ce_type: 'presswatch.release.raw.v1' });
    expect(await cli(['dlq', 'show', 'x'])).toMatchObject({ exit: 3, out: '' });
  });

  it('--raw gives what was fetched, or the value where it is no raw release', async () => {
    const id = await world.fail();
    const [letter] = (await cli(['dlq', 'show', id, '--json'])).json();
    const value = Buffer.from(letter.original.value, 'base64');
    const fetched = Buffer.from(JSON.parse(value.toString()).bytes, 'base64');
    expect(fetched.length).toBeGreaterThan(0);
    expect((await cli(['dlq', 'show', id, '--raw'])).bytes).toEqual(fetched);

    for (const [offset, text] of ['{"state":\u0000', '{"state":"present"}', '"text"'].entries()) {
      const original = Buffer.from(text);
      const key = `k${offset}`;
      const input = { topic: 'releases.raw', partition: 0, offset: 900 + offset, key, value: original, headers: {} };
      const reason = { code: 'invalid-event', message: 'it is no event' };
      const record = deadLetterRecord({ input, group: 'parser', stageVersion: '1', reason, attempts: 1, at: START });
      await world.log.publish([record]);
      expect((await cli(['dlq', 'show', record.key, '--raw'])).bytes).toEqual(original);
    }
    const tty = await cli(['dlq', 'show', 'parser/releases.raw/0/900', '--raw'], { tty: true });
    expect(tty.out).toBe('{"state": \n');
    expect(await cli(['dlq', 'show', id, '--raw', '--json'])).toMatchObject({ exit: 2 });
  });

  it('replays by id and by filter, asking nothing', async () => {
    const id = await world.fail();
    await world.fail({ url: 'https://example.org/2' });
    expect(await cli(['dlq', 'replay', id])).toMatchObject({ exit: 0, out: `replayed ${id}\n1 dead letter\n` });
    const again = await cli(['dlq', 'replay', id]);
    expect(again).toMatchObject({ exit: 0, out: '0 dead letters\n', err: `${id} is replayed already\n` });
    expect((await cli(['dlq', 'replay', '--all', '--json'])).json()).toMatchObject([{ outcome: 'replayed' }]);
    expect((await cli(['dlq', 'list'])).out).toBe('no dead letters\n');
  });

  it('discards with a note', async () => {
    const id = await world.fail();
    expect(await cli(['dlq', 'discard', id])).toMatchObject({ exit: 2 });
    expect(await cli(['dlq', 'discard', id, '--note', 'a test'])).toMatchObject({
      exit: 0,
      out: `discarded ${id}\n1 dead letter\n`,
    });
    expect((await cli(['dlq', 'list', '--status', 'discarded'])).out).toContain('[a test]');
  });

  it('never takes everything by accident', async () => {
    for (const args of [['replay'], ['replay', 'x', '--all'], ['discard', '--note', 'n']]) {
      const { exit, err } = await cli(['dlq', ...args]);
      expect(exit).toBe(2);
      expect(err).toMatch(/^presswatch: (?:say which|name ids)/);
    }
    expect(await cli(['dlq', 'replay', 'x'])).toMatchObject({ exit: 3 });
  });
});
