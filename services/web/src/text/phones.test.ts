import { describe, expect, it } from 'vitest';
import { diallable } from './phones.ts';

describe('diallable', () => {
  it.each([
    ['+44 (0)20 7946 0123', '+442079460123'],
    ['(020) 7946 0123', '02079460123'],
    ['+1 212-555-0100 ext. 12', '+12125550100'],
    ['+49 30 1234 5678 / +49 30 1234 9999', '+493012345678'],
    ['020 7946+0123', '02079460123'],
  ])('%s', (phone, dialled) => expect(diallable(phone)).toBe(dialled));
});
