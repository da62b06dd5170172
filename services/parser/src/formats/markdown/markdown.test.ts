import { describe } from 'vitest';
import { testFixtures } from '../../../test/fixtures.ts';

describe('markdown fixtures', () => testFixtures(new URL('./testdata/', import.meta.url)));
