import { useEffect } from 'preact/hooks';
import { searchHref } from '../router.ts';

const EXAMPLES = [
  [
    'Words',
    [
      ['sanctions', 'the word in any of its English forms'],
      ['nuclear test', 'both words, anywhere'],
      ['"panel of experts"', 'these words next to each other, in this order'],
      ['ceasefire OR truce', 'either word'],
      ['sanctions -oil', 'the first and not the second'],
      ['(ceasefire OR truce) Ukraine', 'brackets group'],
      ['sanction*', 'words that begin so'],
      ['peace NEAR/5 talks', 'at most five words apart'],
    ],
  ],
  [
    'Fields',
    [
      ['title:sanctions', 'the word in the title'],
      ['issuer:"Foreign Office"', 'who issued the release'],
      ['distributor:newswire', 'who passed it on'],
      ['entity:"United Nations"', 'a name that the release mentions'],
      ['country:GB', 'a country it names, as two letters'],
      ['lang:de', 'the language it is written in'],
      ['kind:speech', 'press-release, statement, speech, notice, advisory, report or article'],
      ['source:seed', 'the source that brought it'],
    ],
  ],
  [
    'Times',
    [
      ['after:2024-06 before:2024-07', 'published in June 2024'],
      ['after:2024-06-28', 'published that day or later'],
      ['seen-after:2024', 'first seen by Presswatch since then'],
    ],
  ],
] as const;

/** The query language, with examples to try. */
export function HelpView() {
  useEffect(() => {
    document.title = 'How to search · Presswatch';
  }, []);
  return (
    <div class="plain">
      <h1>How to search</h1>
      <p class="lead">
        Type words and the newest releases that hold them show up. Case and accents do not count. Follow an example to
        see what it finds here.
      </p>
      {EXAMPLES.map(([title, examples]) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <dl class="examples">
            {examples.map(([query, finds]) => (
              <div key={query}>
                <dt>
                  <a href={searchHref(query)}>
                    <code>{query}</code>
                  </a>
                </dt>
                <dd>{finds}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section aria-label="Keys">
        <h2>Keys</h2>
        <p>
          <kbd>/</kbd> goes to the search, <kbd>j</kbd> and <kbd>k</kbd> through the results, <kbd>Esc</kbd> back.{' '}
          <kbd>?</kbd> lists them all.
        </p>
      </section>
      <p class="soft">
        The whole language is described in <code>docs/query-language.md</code>; the interface for programs in{' '}
        <a href="/api/openapi.json">/api/openapi.json</a>.
      </p>
    </div>
  );
}
