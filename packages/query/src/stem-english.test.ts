import { describe, expect, it } from 'vitest';
import { stemEnglish } from './stem-english.ts';

describe('stemEnglish', () => {
  it.each([
    ['sanction', 'sanctions', 'sanctioned', 'sanctioning'],
    ['policy', 'policies'],
    ['invade', 'invades', 'invaded', 'invading'],
    ['agree', 'agrees', 'agreed', 'agreeing'],
    ['negotiate', 'negotiates', 'negotiated', 'negotiating'],
    ['enable', 'enabled', 'enabling'],
    ['deny', 'denies', 'denied', 'denying'],
    ['stop', 'stops', 'stopped', 'stopping'],
    ['hope', 'hopes', 'hoped', 'hoping'],
    ['process', 'processes', 'processed'],
    ['tax', 'taxes', 'taxed'],
    ['launch', 'launches', 'launched'],
    ['play', 'plays', 'played', 'playing'],
    ['employ', 'employs', 'employed'],
    ['crisis', 'crises'],
    ['analysis', 'analyses'],
    ['woman', 'women'],
    ['child', 'children'],
    ['tie', 'ties', 'tied', 'tying'],
    ['virus', 'viruses'],
  ])('brings the forms of %s together', (word, ...forms) => {
    for (const form of forms) expect(stemEnglish(form), form).toBe(stemEnglish(word));
  });

  it.each([
    ['international', 'internal'],
    ['important', 'import'],
    ['organisation', 'organ'],
    ['university', 'universe'],
    ['policy', 'police'],
    ['united', 'unit'],
    ['commons', 'common'],
    ['evening', 'even'],
    ['news', 'new'],
    ['minister', 'ministry'],
    ['emergency', 'emerge'],
  ])('keeps %s apart from %s', (one, other) => {
    expect(stemEnglish(one)).not.toBe(stemEnglish(other));
  });

  it.each(['bus', 'gas', 'this', 'press', 'king', 'bed', 'need', 'yes', 'sky', 'brr', 'ngs', 'xyz'])(
    'leaves %s alone',
    (word) => {
      expect(stemEnglish(word)).toBe(word);
    },
  );
});
