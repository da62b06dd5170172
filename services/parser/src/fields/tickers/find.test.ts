import type { Ticker } from '@presswatch/events';
import { describe, expect, it } from 'vitest';
import { findTickers } from './find.ts';

const read = (text: string): string[] => {
  const found = new Map<string, Ticker>();
  findTickers(text, found);
  for (const { stated } of found.values()) expect(text).toContain(stated);
  return [...found.keys()];
};

describe('findTickers', () => {
  it.each<[string, string[]]>([
    ['Acme Corp. (NASDAQ: ACME), a maker', ['NASDAQ:ACME']],
    ['Acme (Nasdaq/TSX: ACM) said', ['NASDAQ:ACM', 'TSX:ACM']],
    ['Acme (LSE: ACM, OTCQX: ACMEF) said', ['LSE:ACM', 'OTCQX:ACMEF']],
    ['Acme (NYSE American: ACM)', ['NYSE AMERICAN:ACM']],
    ['Acme (OTC Pink: ACMP)', ['OTC PINK:ACMP']],
    ['Acme (TSX-V: ACM) (OTCQB: ACMEF) (FRA: 1AC)', ['TSXV:ACM', 'OTCQB:ACMEF', 'FSE:1AC']],
    ['Acme (TSX.V: ACM; OTCQB®: ACMEF)', ['TSXV:ACM', 'OTCQB:ACMEF']],
    ['Acme (ASX:ACM)', ['ASX:ACM']],
    ['Acme (HKEX: 0700)', ['HKEX:0700']],
    ['Acme (TYO: 7203) and Beta (TSE: 6501) and Gamma (TSE: GAM)', ['TYO:7203', 'TYO:6501', 'TSX:GAM']],
    ['Acme (Euronext Paris: ACM)', ['EURONEXT PARIS:ACM']],
    ['Acme (XETRA: ACM; FSE: A1M)', ['XETRA:ACM', 'FSE:A1M']],
    ['Acme (B3: ACME4), Beta (NSE: BETA) and Gamma (SEHK: 1)', ['B3:ACME4', 'NSE:BETA']],
    ['Acme (NYSE: ACM.A, ACM.B)', ['NYSE:ACM.A', 'NYSE:ACM.B']],
    ['Acme (Nasdaq Stockholm: ACME B)', ['NASDAQ STOCKHOLM:ACME B']],
    ['Acme (ASX:ACM TSE:ACX)', ['ASX:ACM', 'TSX:ACX']],
    ['Acme (the “Company”) (NYSE: F)', ['NYSE:F']],
    ['Shares trade on the Nasdaq: ACME. More on NYSE: ACM', ['NASDAQ:ACME', 'NYSE:ACM']],
    ['(NASDAQ: ACME) said. Acme (NASDAQ: ACME)', ['NASDAQ:ACME']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected.filter((one) => one !== 'SEHK:1'));
  });

  it.each([
    'Acme (WKN: A1B2C3, ISIN DE000A1B2C34)',
    'ISIN: DE000A1B2C34',
    'Paris: 2024 was a good year. London: 10:30',
    'Note: ABC. Contact: IR. SET: A',
    'At 10:30 (Munich: 1972)',
    'A (CRYPTO: BTC) and (source: ABC Research)',
    'NYSE: the exchange',
  ])('none in: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('takes time in proportion to the text', () => {
    expect(read('(: A'.repeat(100_000))).toEqual([]);
    expect(read('NASDAQ: '.repeat(50_000))).toEqual([]);
  });
});
