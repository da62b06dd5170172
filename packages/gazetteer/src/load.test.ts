import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeSnapshot } from './describe-snapshot.ts';
import { loadSnapshot } from './load.ts';
import { tokenize } from './tokenize.ts';
import { longestMatch } from './trie.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gazetteer-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('loadSnapshot', () => {
  it('reads every list of the folder, and a new file after a reload', () => {
    writeFileSync(join(folder, 'README.md'), 'no list');
    writeFileSync(join(folder, 'a.csv'), 'type,name\nORG,Borealis Guild\n');
    const first = loadSnapshot([folder]);
    writeFileSync(join(folder, 'b.yaml'), 'type: PERSON\nentries:\n  - { name: Ada Quill, titles: [President] }\n');
    const second = loadSnapshot([folder]);
    const found = (text: string, snapshot = second) =>
      longestMatch(snapshot.names, tokenize(text), 0, ([alias]) => alias?.entry.name)?.value;
    expect(found('Borealis Guild')).toBe('Borealis Guild');
    expect(found('Ada Quill', first)).toBeUndefined();
    expect(found('Ada Quill')).toBe('Ada Quill');
    expect(second.version).not.toBe(first.version);
    expect(second.surnames.get('quill')).toHaveLength(1);
  });

  it('says what it holds: lists of the folder, reference lists, words and topics', () => {
    writeFileSync(join(folder, 'a.csv'), 'type,name\nORG,Borealis Guild\nORG,Cindra Board\n');
    writeFileSync(join(folder, 'w.yaml'), 'list: words\nkind: roles\nwords: Chair Clerk\n');
    const described = describeSnapshot(loadSnapshot([folder]));
    expect(described).toMatchObject({ lists: { a: 2 }, words: { roles: 2 }, topics: 0 });
    expect(described.lists.brands).toBeGreaterThan(10_000);
    expect(described.lists.geonames).toBeGreaterThan(5_000);
    expect(described.entries).toBe(Object.values(described.lists).reduce((sum, count) => sum + count, 0));
    expect(described.referenceBytes).toBeLessThan(3_000_000);
  });

  it('says which folder cannot be read and which line is wrong', () => {
    expect(() => loadSnapshot([join(folder, 'absent')])).toThrow(/absent:0: the folder of lists cannot be read/);
    writeFileSync(join(folder, 'a.csv'), 'type,name\nORG,\n');
    expect(() => loadSnapshot([folder])).toThrow(/a\.csv:2: name: /);
  });
});
