import { library } from '../library.ts';
import { languageByWords } from './function-words.ts';

interface Detector {
  detect(text: string): { language: string; isReliable(): boolean; getScores(): Record<string, number> };
}

/** Needed where a release's language is not plain: some 200 ms and 30 MB. */
const eld = library<{ eld: Detector }>('eld/extrasmall');

/** Enough to be sure of a language; detection costs in proportion. */
const SAMPLE = 800;
const DETECTED = 400;
/** Less text than this says little. */
const LEAST = 40;
const LEAD = 1.03;

/**
 * The language of a text, where it is sure of it: reliable by the library's own measure and well before the next.
 *
 * @returns ISO 639-1, or `undefined`
 */
export function recogniseLanguage(text: string): string | undefined {
  if (text.length < LEAST) return undefined;
  const sample = sampleOf(text);
  const plain = languageByWords(sample);
  if (plain !== undefined) return plain;
  const result = eld().eld.detect(sample.slice(0, DETECTED));
  if (result.language === '' || !result.isReliable()) return undefined;
  const [first = 0, second = 0] = Object.values(result.getScores()).sort((a, b) => b - a);
  return first >= second * LEAD ? result.language : undefined;
}

/** From a third into the text: the beginning is full of names. */
function sampleOf(text: string): string {
  if (text.length <= SAMPLE) return text;
  const start = Math.min(Math.floor(text.length / 3), text.length - SAMPLE);
  return text.slice(start, start + SAMPLE);
}

const TAG = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,4}$/i;

/** A language tag in its usual spelling (`en-GB`), or `undefined` where the text is none. */
export function languageTag(stated: string | undefined): string | undefined {
  if (stated === undefined || stated.length > 35 || !TAG.test(stated.trim())) return undefined;
  try {
    const [tag] = Intl.getCanonicalLocales(stated.trim().replaceAll('_', '-'));
    return tag === 'und' ? undefined : tag;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // not a tag after all
    throw error;
  }
}
