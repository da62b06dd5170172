import { describe } from 'vitest';
import { testFixtures } from '../../../test/fixtures.ts';

describe('html fixtures', () => testFixtures(new URL('./testdata/', import.meta.url)));
