import { describe, expect, it } from 'vitest';
import { siteInTitle, siteOf, withoutSite } from './site-name.ts';

const site = siteOf(['The Norland Herald'], 'https://www.norland-herald.example/news/1');

describe('withoutSite', () => {
  it.each([
    ['Bridge opens | The Norland Herald', 'Bridge opens'],
    ['The Norland Herald – Bridge opens', 'Bridge opens'],
    ['Bridge opens - News - The Norland Herald', 'Bridge opens - News'],
    ['Bridge opens « Norland Herald', 'Bridge opens'],
    ['Bridge opens | norland-herald.example', 'Bridge opens'],
    ['The Norland Herald', ''],
    ['The Norland Herald | Norland-Herald', ''],
    [
      'Bridge – and road – open at last to the public of the valley',
      'Bridge – and road – open at last to the public of the valley',
    ],
    ['She said: «The bridge is open»', 'She said: «The bridge is open»'],
    ['The council has opened the new bridge | Elsewhere', 'The council has opened the new bridge'],
    ['Self-made well-known bridge', 'Self-made well-known bridge'],
  ])('%s', (title, expected) => {
    expect(withoutSite(title, site)).toBe(expected);
  });

  it('knows initials that the host is made of', () => {
    expect(withoutSite('Rates unchanged - Bank of Norland Group', siteOf([], 'https://www.bong.example/x'))).toBe(
      'Rates unchanged',
    );
  });

  it('does not take a headline for a name because the host begins like it', () => {
    expect(withoutSite('Acme appoints two directors', siteOf([], 'https://acme.example/'))).toBe(
      'Acme appoints two directors',
    );
  });
});

describe('siteInTitle', () => {
  it.each([
    ['Bridge opens | News | Acme Ltd', 'Bridge opens', 'Acme Ltd'],
    ['新型クレーンの販売を開始｜ニュース | 株式会社みなと', '新型クレーンの販売を開始', '株式会社みなと'],
    ['新型クレーンの販売を開始 | ニュース | 株式会社みなと', '新型クレーンの販売を開始', '株式会社みなと'],
    ['Bridge opens | Acme | News', 'Bridge opens', undefined],
    ['Bridge opens – 28 June 2024', 'Bridge opens', undefined],
    ['Acme Ltd | Bridge opens', 'Bridge opens', undefined],
    ['Bridge opens', 'Bridge opens', undefined],
    ['Bridge opens - for good', 'Bridge opens - for good', undefined],
  ])('reads %s', (title, heading, site) => {
    expect(siteInTitle(title, heading)).toBe(site);
  });
});
