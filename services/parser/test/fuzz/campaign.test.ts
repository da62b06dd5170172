import { describe, expect, it } from 'vitest';
import { runCampaign } from './campaign.ts';
import { documentOf } from './case.ts';
import type { FuzzDocument } from './document.ts';
import type { Violation } from './judge.ts';
import { shrink } from './shrink.ts';

const options = { format: 'html', seed: 1, forMs: 1_000, cases: 40, large: 0, clock: () => 0 };
const threadThat = (judge: (document: FuzzDocument) => Violation | undefined) => ({
  judge: async (document: FuzzDocument) => judge(document),
  close: async () => undefined,
});
const text = (document: FuzzDocument) => Buffer.from(document.bytes).toString('latin1');

describe('a campaign', () => {
  it('keeps one finding of each kind, as small as it can be', async () => {
    const thread = threadThat((document) => {
      if (document.damage.length === 0) return undefined;
      if (text(document).includes('<body>')) return { invariant: 'throws', detail: 'Error: body 12' };
      return text(document).includes('<p') ? { invariant: 'throws', detail: 'Error: paragraph' } : undefined;
    });
    const { cases, findings } = await runCampaign(thread, options);
    expect(cases).toBe(40);
    expect(findings.map(({ document }) => text(document)).sort()).toEqual(['<body>', '<p']);
  });

  it('drops what does not come again', async () => {
    let first = true;
    const thread = threadThat(() => {
      const violation: Violation | undefined = first ? { invariant: 'deadline', detail: 'late' } : undefined;
      first = false;
      return violation;
    });
    expect((await runCampaign(thread, options)).findings).toEqual([]);
  });

  it('ends with its time', async () => {
    let now = 0;
    const thread = threadThat(() => {
      now += 100;
      return undefined;
    });
    expect((await runCampaign(thread, { ...options, clock: () => now })).cases).toBe(10);
  });

  it('finds a failure again by its seed', async () => {
    const fails = (document: FuzzDocument): Violation | undefined =>
      text(document).length % 7 === 3 ? { invariant: 'throws', detail: 'Error: seven' } : undefined;
    const [finding] = (await runCampaign(threadThat(fails), options)).findings;
    if (!finding) throw new Error('nothing found');
    expect(fails(documentOf('html', finding.seed, options))).toBeDefined();
  });
});

describe('a case', () => {
  it('is the same for the same seed, and another for another', () => {
    for (const format of ['html', 'email', 'pdf', 'feed-entry']) {
      expect(documentOf(format, 5, { large: 2 })).toEqual(documentOf(format, 5, { large: 2 }));
      expect(documentOf(format, 5, { large: 0 }).bytes).not.toEqual(documentOf(format, 6, { large: 0 }).bytes);
    }
  });

  it('holds the size limit', () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(documentOf('markdown', seed, { large: 1 }).bytes.length).toBeLessThanOrEqual(8 * 1024 * 1024);
    }
  });
});

describe('shrink', () => {
  it('leaves what is needed, in a bounded number of tries', async () => {
    const bytes = Buffer.from(`${'a'.repeat(3_000)}<b>${'c'.repeat(2_000)}`);
    let tries = 0;
    const small = await shrink(
      { ...documentOf('html', 1, { large: 0 }), bytes },
      async (document) => {
        tries++;
        return text(document).includes('<b>');
      },
      { tries: 400, goesOn: () => true },
    );
    expect(text(small)).toBe('<b>');
    expect(tries).toBeLessThanOrEqual(400);
  });

  it('stops when its time is over', async () => {
    const document = documentOf('html', 1, { large: 0 });
    const goesOn = () => false;
    expect(await shrink(document, async () => true, { tries: 400, goesOn })).toEqual(document);
  });
});
