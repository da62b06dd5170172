import { describe, expect, it } from 'vitest';
import { displayWidth, facts, fit, table } from './table.ts';

describe('table', () => {
  it('aligns columns by what they take in a terminal, numbers to the right', () => {
    expect(
      table(
        ['name', 'count'],
        [
          ['声明', 5],
          ['é', 12],
        ],
      ),
    ).toEqual(['name  count', '声明      5', 'é        12']);
  });

  it('lets no control character through', () => {
    expect(table(['a'], [['x\u001b[2Jy\u009bz']])).toEqual(['a', 'x [2Jy z']);
    expect(facts([['a', 'x\ny']])).toEqual(['a  x y']);
  });
});

describe('fit', () => {
  it('cuts by columns', () => {
    expect(fit('abcdef', 6)).toBe('abcdef');
    expect(fit('abcdefg', 6)).toBe('abcde…');
    expect(displayWidth(fit('声明声明声明', 6))).toBeLessThanOrEqual(6);
  });
});
