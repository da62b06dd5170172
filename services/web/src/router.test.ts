import { describe, expect, it } from 'vitest';
import { hrefOf, type Route, readRoute } from './router.ts';

const ID = '0123456789abcdef0123456789abcdef';
const read = (href: string) => readRoute(new URL(href, 'http://localhost'));

const ROUTES: readonly (readonly [string, Route])[] = [
  ['/', { view: 'search', q: '', sort: 'newest' }],
  ['/?q=issuer%3A%22A+%26+B%22', { view: 'search', q: 'issuer:"A & B"', sort: 'newest' }],
  ['/?q=quay&sort=relevance', { view: 'search', q: 'quay', sort: 'relevance' }],
  [`/releases/${ID}`, { view: 'release', id: ID }],
  [`/releases/${ID}/way`, { view: 'way', id: ID }],
  [`/releases/${ID}/revisions`, { view: 'revisions', id: ID }],
  [`/releases/${ID}/revisions?from=1-a&to=2-b`, { view: 'revisions', id: ID, from: '1-a', to: '2-b' }],
  [`/releases/${ID}/original`, { view: 'original', id: ID }],
  [`/releases/${ID}/original/1-a?as=page`, { view: 'original', id: ID, capture: '1-a', as: 'page' }],
  ['/dead-letters', { view: 'dead-letters' }],
  [
    '/dead-letters?stage=parser&reason=empty&status=open',
    { view: 'dead-letters', stage: 'parser', reason: 'empty', status: 'open' },
  ],
  ['/dead-letters/parser%2Freleases.raw%2F1%2F7', { view: 'dead-letter', id: 'parser/releases.raw/1/7' }],
  ['/sources', { view: 'sources' }],
  ['/help', { view: 'help' }],
];

describe('addresses', () => {
  it.each(ROUTES)('%s is a view, and the view has this address', (href, route) => {
    expect(read(href)).toEqual(route);
    expect(hrefOf(route)).toBe(href);
  });

  it.each([
    '/nothing',
    '/releases',
    '/releases/x',
    `/releases/${ID}/x`,
    `/releases/${ID}/way/x`,
    '/help/x',
    '/dead-letters/a/b',
    '/%zz',
  ])('%s is none', (href) => {
    expect(read(href).view).toBe('not-found');
  });

  it('passes over what it does not know', () => {
    expect(read('/?q=a&sort=oldest&x=y')).toEqual({ view: 'search', q: 'a', sort: 'newest' });
  });
});
