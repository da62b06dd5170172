import { describe } from 'vitest';
import { testFixtures } from '../../../test/fixtures.ts';

describe('plain-text fixtures', () => testFixtures(new URL('./testdata/', import.meta.url)));
