import { describe, expect, it } from 'vitest';
import { testFixtures } from '../../../test/fixtures.ts';
import { parsed } from '../../../test/raw-of.ts';

describe('markdown fixtures', () => testFixtures(new URL('./testdata/', import.meta.url)));

it.each(['About Tide Mills', '**About Tide Mills**', 'About [Tide Mills](https://mills.example/)'])(
  'parts %s from the text below it',
  (head) => {
    const news =
      'The mill by the northern quay turns again from Monday, after eleven years in which it stood still for want of water.';
    const { body } = parsed(
      `# The mill turns\n\n${news}\n\n${head}\nTide Mills has its seat in Sampletown and has\nkept mills since 1903.\n`,
      {
        mediaType: 'text/markdown',
      },
    );
    expect(body.slice(1)).toEqual([
      { kind: 'paragraph', text: 'About Tide Mills', part: 'about' },
      {
        kind: 'paragraph',
        text: 'Tide Mills has its seat in Sampletown and has kept mills since 1903.',
        part: 'about',
      },
    ]);
  },
);
