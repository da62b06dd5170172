import { describe, expect, it } from 'vitest';
import {
  byName,
  countryName,
  directionOf,
  fromName,
  kindName,
  languageName,
  readFrom,
  typeClass,
  typeName,
} from './words.ts';

describe('words for codes', () => {
  it('names what it knows and makes readable what it does not', () => {
    expect([kindName('press-release'), kindName('fact-sheet'), typeName('ORG'), typeName('SHIP_NAME')]).toEqual([
      'Press release',
      'Fact sheet',
      'Organisation',
      'SHIP NAME',
    ]);
    expect([kindName('constructor'), fromName('constructor')]).toEqual(['Constructor', 'the constructor']);
  });

  it('says where a field was read and why a name was found', () => {
    expect(fromName('json-ld publisher')).toBe('structured data (JSON-LD), publisher');
    expect(fromName('first line')).toBe('the first line');
    expect(fromName('public_updated_at')).toBe('the field public_updated_at');
    expect(readFrom('default')).toBe('taken for granted: nothing says otherwise');
    expect(readFrom('h1')).toBe('from the page’s heading');
    expect(byName('dictionary:brands')).toContain('“brands”');
    expect(byName('some-new-rule')).toContain('“some new rule”');
  });

  it('survives codes that are none', () => {
    expect([countryName('GB'), countryName('?!'), languageName('de'), languageName('not a tag')]).toEqual([
      'United Kingdom',
      '?!',
      'German',
      'not a tag',
    ]);
  });

  it('knows the direction of a language, and makes class names of letters only', () => {
    expect([directionOf('ar-EG'), directionOf('en'), directionOf(undefined)]).toEqual(['rtl', 'ltr', 'auto']);
    expect(typeClass('A" onclick="x')).toBe('t-aonclickx');
  });
});
