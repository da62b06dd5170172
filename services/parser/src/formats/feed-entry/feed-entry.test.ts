import { describe } from 'vitest';
import { testFixtures } from '../../../test/fixtures.ts';

describe('feed-entry fixtures', () => testFixtures(new URL('./testdata/', import.meta.url)));
