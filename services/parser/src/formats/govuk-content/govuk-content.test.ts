import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixtures } from '../../../test/fixtures.ts';
import { outcomeOf, parsed, refusal } from '../../../test/raw-of.ts';

describe('govuk-content fixtures', () => testFixtures(new URL('./testdata/', import.meta.url)));

const JSON_TYPE = { mediaType: 'application/json' };
const item = (more: object) =>
  JSON.stringify({
    base_path: '/government/news/tides',
    content_id: '0b1c2d3e-0000-4000-8000-000000000003',
    document_type: 'news_story',
    schema_name: 'news_article',
    title: 'Tides',
    details: { body: '<p>The tide is high.</p>' },
    ...more,
  });

describe('govuk-content', () => {
  it.each([
    ['a redirect', { schema_name: 'redirect', document_type: 'redirect', details: {} }],
    ['what is gone', { schema_name: 'gone', title: null, details: { alternative_path: '/x' } }],
    ['what is to come', { schema_name: 'placeholder_news_article', details: {} }],
    ['a finder', { schema_name: 'finder', document_type: 'finder' }],
    ['an organisation', { schema_name: 'organisation', document_type: 'organisation' }],
    ['search results', { results: [{ title: 'Tides', link: '/tides' }] }],
  ])('refuses %s, and says what it is', (_, more) => {
    expect(refusal(item(more), JSON_TYPE)).toBe('not-a-release');
  });

  it('names where an unpublished item went', () => {
    const outcome = outcomeOf(item({ schema_name: 'gone', details: { alternative_path: '/high-tides' } }), JSON_TYPE);
    expect(outcome).toMatchObject({ reason: { message: expect.stringContaining('/high-tides') } });
  });

  it('refuses an item that is cut short, and one without a body', () => {
    expect(refusal(item({}).slice(0, -20), JSON_TYPE)).toBe('damaged');
    expect(refusal(item({ details: {} }), JSON_TYPE)).toBe('no-text');
  });

  it('takes the summary for the body where there is no other, and the parts of a guide', () => {
    const summary = parsed(item({ details: {}, description: 'The tide will be high.' }), JSON_TYPE);
    expect(summary.body).toEqual([{ kind: 'paragraph', text: 'The tide will be high.' }]);
    const parts = [
      { title: 'High', body: '<p>Up.</p>' },
      { title: 'Low', body: [{ content_type: 'text/html', content: '<p>Down.</p>' }] },
    ];
    expect(parsed(item({ details: { parts } }), JSON_TYPE).body.map((block) => block.text)).toEqual([
      'High',
      'Up.',
      'Low',
      'Down.',
    ]);
  });

  it('knows an item by its fields, whatever its label, and leaves other JSON alone', () => {
    expect(parsed(item({}), { mediaType: 'text/plain' }).format).toBe('govuk-content');
    expect(parsed('{"title": "Tides", "body": "The tide is high."}', JSON_TYPE).format).not.toBe('govuk-content');
  });

  it.each([
    ['press_release', 'press-release'],
    ['news_story', 'article'],
    ['written_statement', 'statement'],
    ['national_statistics', 'report'],
    ['open_consultation', 'notice'],
    ['authored_article', 'article'],
  ])('reads %s as %s', (document_type, kind) => {
    expect(parsed(item({ document_type }), JSON_TYPE).kind).toBe(kind);
  });

  it('takes whatever stands in the fields', () => {
    const fields = fc.constantFrom(
      'title',
      'details',
      'links',
      'locale',
      'first_published_at',
      'withdrawn_notice',
      'base_path',
      'schema_name',
    );
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record({ body: fc.jsonValue(), change_history: fc.jsonValue(), organisations: fc.jsonValue() }),
    );
    const property = fc.property(fc.dictionary(fields, value), (more) => {
      expect(['emit', 'reject']).toContain(outcomeOf(item(more), JSON_TYPE).kind);
    });
    fc.assert(property, { seed: 21, numRuns: 300 });
  });

  it.each([
    [
      'brackets nested 200,000 deep',
      item({ x: 0 }).replace('"x":0', `"x":${'['.repeat(200_000)}${']'.repeat(200_000)}`),
    ],
    ['a body nested 50,000 deep', item({ details: { body: `${'<div>'.repeat(50_000)}<p>The tide is high.</p>` } })],
    [
      '100,000 changes',
      item({
        details: {
          body: '<p>The tide is high.</p>',
          change_history: Array(100_000).fill({ note: 'n', public_timestamp: '2024-01-01T00:00:00Z' }),
        },
      }),
    ],
  ])('reads %s with what can be had', (_, text) => {
    expect(parsed(text, JSON_TYPE).body.at(-1)?.text).toBe('The tide is high.');
  });
});
