import { describe, expect, it } from 'vitest';
import { parsed } from '../../test/raw-of.ts';

const PROSE =
  'The plant in the north of the country brings three hundred jobs, and water for two million people each day of the year.';

describe('a day on a line of its own under the title', () => {
  const read = (line: string) =>
    parsed(`# A plant opens\n\n${line}\n\n${PROSE}\n\n1 March 2021\n`, { mediaType: 'text/markdown' }).published;

  it.each(['2 June 2024', 'Published on 2 June 2024', 'Sunday, June 2, 2024'])('dates the release: %s', (line) => {
    expect(read(line)).toMatchObject({ value: '2024-06-02', from: 'date line' });
  });

  it.each(['Updated 2 June 2024', 'Meeting of 2 June 2024', 'It opens on 2 June 2024 at noon'])(
    'does not: %s',
    (line) => {
      expect(read(line)).toBeUndefined();
    },
  );
});

it('takes no line of the source for an organisation of the contact above it', () => {
  const { contacts, issuer } = parsed(
    `A plant opens\n\n${PROSE}\n\nMedia Contact:\nJane Roe\njane@mill.example\n\nSOURCE Brightwater Ltd\n`,
  );
  expect(contacts).toEqual([{ role: 'Media Contact', name: 'Jane Roe', emails: ['jane@mill.example'], phones: [] }]);
  expect(issuer).toEqual({ name: 'Brightwater Ltd', from: 'source line' });
});

it.each([
  ['Brightwater Ltd (ASX: BWT) today announces that its plant is open.', 'Brightwater Ltd'],
  ['Brightwater (NYSE: BW; ASX: BWT) has opened its new plant.', 'Brightwater'],
])('takes the subject of a short first sentence for the issuer: %s', (sentence, name) => {
  expect(parsed(`A plant opens\n\n${sentence}\n\n${PROSE}\n`).issuer).toEqual({ name, from: 'first sentence' });
});
