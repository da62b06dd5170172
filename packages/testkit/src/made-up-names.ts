import type { Random } from './random.ts';

const ONSETS = [
  'b',
  'br',
  'd',
  'dr',
  'f',
  'g',
  'h',
  'k',
  'kl',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
] as const;
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ae', 'ei', 'ou', 'á', 'ö'] as const;
const CODAS = ['', 'n', 'r', 's', 'l', 'm', 'nd', 'rk', 'st', 'x'] as const;
const FORMS = [
  'Group',
  'Holdings',
  'Institute',
  'Systems',
  'Energy',
  'Foundation',
  'Partners',
  'Laboratories',
] as const;

/** Names that nobody bears and that never come twice from the same source of names. */
export interface NameSource {
  word(): string;
  person(): string;
  organisation(): string;
}

/** A source of fresh names: syllables drawn by `random`, numbered onwards where a draw repeats. */
export function nameSource(random: Random): NameSource {
  const used = new Set<string>();
  const draw = (): string => {
    const syllables = 2 + random.below(2);
    const parts = Array.from({ length: syllables }, () => random.pick(ONSETS) + random.pick(VOWELS));
    const name = parts.join('') + random.pick(CODAS);
    return name.charAt(0).toUpperCase() + name.slice(1);
  };
  const word = (): string => {
    let name = draw();
    while (used.has(name)) name += draw().toLowerCase();
    used.add(name);
    return name;
  };
  return {
    word,
    person: () => `${word()} ${word()}`,
    organisation: () => `${word()} ${random.pick(FORMS)}`,
  };
}
