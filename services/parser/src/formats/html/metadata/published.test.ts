import { describe, expect, it } from 'vitest';
import type { Evidence } from './evidence.ts';
import { choosePublished } from './published.ts';

const shown = (value: string, trust: number, kind: Evidence['kind'] = 'text'): Evidence => ({
  time: { value, precision: 'day', zone: null, stated: value, from: 'page text' },
  kind,
  trust,
});

describe('choosePublished', () => {
  const list = ['01', '02', '03', '04', '05'].map((day, i) => shown(`2024-06-${day}`, 5 - i / 10));

  it('takes none of a list of days, for which as much speaks', () => {
    expect(choosePublished(list)).toBeUndefined();
    expect(choosePublished(list.slice(0, 3))?.value).toBe('2024-06-01');
  });

  it('takes the day that more speaks for', () => {
    expect(choosePublished([...list, shown('2024-06-04', 6.5, 'url')])?.value).toBe('2024-06-04');
  });

  it('takes none that hardly anything speaks for', () => {
    expect(choosePublished([shown('2024-06-01', 0.5)])).toBeUndefined();
    expect(choosePublished([shown('2024-06-01', 2), shown('2024-06-02', 1)])).toBeUndefined();
  });
});
