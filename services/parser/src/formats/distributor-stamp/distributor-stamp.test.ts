import { describe } from 'vitest';
import { testFixtures } from '../../../test/fixtures.ts';

describe('distributor-stamp fixtures', () => testFixtures(new URL('./testdata/', import.meta.url)));
