import { START } from '@presswatch/inspection/testing';
import { describe, expect, it } from 'vitest';
import { cli, URL_1, useWorld, world } from '../testing/cli-world.ts';

useWorld();

describe('search', () => {
  it('prints title, facts, what matched, and the id, with facets', async () => {
    const { releaseId } = await world.add();
    const { exit, out } = await cli(['search', 'harvest', '--facets', 'issuer,country']);
    expect(exit).toBe(0);
    expect(out).toContain('Statement on the harvest\n  Ministry of Examples · 2024-06-28 · press-release\n');
    expect(out).toContain('[harvest]');
    expect(out).toContain(`  ${releaseId}\n`);
    expect(out).toContain('issuer\n  1  Ministry of Examples\n');
    expect(out).toContain('1 release of 1\n');
    expect(out).not.toContain('\u001b');
  });

  it('understands every query of its own examples', async () => {
    const { out } = await cli(['search', '--help']);
    const lines = [...out.matchAll(/^ {2}presswatch search (.+)$/gm)].map(([, line = '']) => line);
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const words = (line.split(' | ')[0] ?? '').match(/'[^']*'|\S+/g) ?? [];
      const args = words.map((word) => word.replaceAll("'", ''));
      expect(await cli(['search', ...args]), line).toMatchObject({ exit: 0, err: '' });
    }
  });

  it('--json gives one object', async () => {
    const { releaseId } = await world.add();
    const [result, ...rest] = (await cli(['search', 'harvest', '--json'])).json();
    expect(rest).toEqual([]);
    expect(result).toMatchObject({ total: { value: 1, exact: true }, hits: [{ release: { releaseId } }] });
  });

  it('points at what is wrong with a query and gives the remedy', async () => {
    const { exit, out, err } = await cli(['search', 'harvest "open']);
    expect(exit).toBe(2);
    expect(out).toBe('');
    const [head, query, carets, remedy] = err.split('\n');
    expect(head).toBe('presswatch: the query cannot be read');
    expect(query).toBe('  harvest "open');
    expect(carets).toMatch(/^ {10}\^+$/);
    expect(remedy).toMatch(/\S: \S/);
  });

  it('refuses wrong options with exit code 2', async () => {
    expect(await cli(['search', 'a', '--limit', '0'])).toMatchObject({ exit: 2, out: '' });
    expect(await cli(['search', 'a', '--facets', 'body'])).toMatchObject({ exit: 2 });
    const { exit, err } = await cli(['search', '--cursor', 'bogus']);
    expect(exit).toBe(2);
    expect(err).toContain('leave --cursor out');
  });

  it('writes no control characters of foreign text', async () => {
    await world.add({ title: 'Bell \u0007 and \u001b[31mred' });
    expect((await cli(['search', 'bell'])).out).not.toMatch(/[^\P{Cc}\n]/u);
    expect((await cli(['search', 'bell', '--json'])).out).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('says that there is nothing', async () => {
    expect((await cli(['search', 'nothing'])).out).toMatch(/^nothing found: /);
  });
});

describe('show', () => {
  it('shows a release by id, link and alias', async () => {
    const { releaseId } = await world.add();
    for (const name of [releaseId, URL_1, `${URL_1}?from=feed`]) {
      const { exit, out } = await cli(['show', name]);
      expect(exit).toBe(0);
      expect(out).toMatch(
        /^Statement on the harvest\n\nid +[0-9a-f]{32}\nissuer +Ministry of Examples \(from json-ld\)\n/,
      );
      expect(out).toContain('published   2024-06-28 (stamp)');
      expect(out).toContain('It was good.\n');
    }
  });

  it('shows revisions, way and --json', async () => {
    const { releaseId } = await world.add();
    await world.add({ fetchedAt: START + 5000, title: 'Statement on the harvest, corrected' });
    const revisions = await cli(['show', releaseId, '--revisions']);
    expect(revisions.out).toContain(
      '       2  2024-06-28 12:00:05Z  2024-06-28 12:00:05Z  Statement on the harvest, corrected',
    );
    expect((await cli(['show', releaseId, '--way'])).out).toContain('enricher  1');
    const [way] = (await cli(['show', releaseId, '--way', '--json'])).json();
    expect(way.captures).toHaveLength(2);
    const [view] = (await cli(['show', releaseId, '--json'])).json();
    expect(view).toMatchObject({ release: { releaseId }, revisions: [{ number: 1 }, { number: 2 }] });
  });

  it('--raw gives the bytes as they were to a file, and nothing that steers a terminal', async () => {
    const { releaseId, capture } = await world.add({ bytes: 'a\u001b[2J\nb\u0000' });
    const { bytes } = await cli(['show', releaseId, '--raw']);
    expect(bytes.toString()).toBe('a\u001b[2J\nb\u0000');
    const one = await cli(['show', releaseId, '--raw', '--capture', `${capture.fetchedAt}-${capture.sha256}`]);
    expect(one.bytes).toEqual(bytes);
    expect((await cli(['show', releaseId, '--raw'], { tty: true })).out).toBe('a [2J\nb \n');
    expect(await cli(['show', releaseId, '--raw', '--capture', '1-a'])).toMatchObject({ exit: 3, out: '' });
  });

  it('says what is not there, and what excludes each other', async () => {
    const { exit, err } = await cli(['show', URL_1]);
    expect(exit).toBe(3);
    expect(err).toBe(
      `presswatch: no release bears the name ${URL_1}: "presswatch why ${URL_1}" tells where it stopped\n`,
    );
    expect(await cli(['show', '0'.repeat(32)])).toMatchObject({ exit: 3 });
    expect(await cli(['show', '0'.repeat(32), '--raw', '--way'])).toMatchObject({ exit: 2 });
  });
});

describe('why', () => {
  it('tells where a release stopped', async () => {
    const id = await world.fail();
    const { exit, out } = await cli(['why', URL_1]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^dead-letter: the parser gave it up \(empty\)/);
    expect(out).toContain(id);
    const [answer] = (await cli(['why', URL_1, '--json'])).json();
    expect(answer).toMatchObject({ verdict: 'dead-letter', stage: 'parser', deadLetters: [{ id }] });
  });

  it('ends with 3 for what never came in', async () => {
    const { exit, out } = await cli(['why', 'https://example.org/never']);
    expect(exit).toBe(3);
    expect(out).toContain('the source ministry (ok) covers this host');
  });
});

describe('status', () => {
  it('shows counts, lag and the limiting stage', async () => {
    await world.add();
    await world.fail({ url: 'https://example.org/2' });
    const { exit, out } = await cli(['status']);
    expect(exit).toBe(0);
    expect(out).toMatch(/^releases +1\n/);
    expect(out).toMatch(/parser +releases\.raw +\d+ .* 1\n/);
    const [status] = (await cli(['status', '--json'])).json();
    expect(status).toMatchObject({
      releases: { value: 1 },
      running: false,
      stages: [{ stage: 'parser', openDeadLetters: 1 }, {}, {}],
    });
  });
});
