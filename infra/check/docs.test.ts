import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SETTINGS, type Setting } from '../../packages/service-kit/src/settings-table.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGES = globSync(['*.md', 'docs/**/*.md', 'seeds/**/*.md', 'services/**/*.md'], {
  cwd: ROOT,
  exclude: (path) => /node_modules|testdata/.test(String(path)),
}).toSorted();
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** Variables that are no settings of a service: of tests, of `npm run stack`, and where `migrate` goes. */
const OTHERS = ['TEST_SERVERS', 'TEST_ENGINE', 'STACK', 'STACK_CACHE', 'TO_LOG', 'TO_INDEX', 'TO_RECORDS', 'TO_STATE'];

/** Without what stands in blocks of code, which may hold brackets of its own. */
const prose = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/^ {4}.*$/gm, '');

/** The anchor that a heading gets where Markdown is shown: the way of GitHub. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set([...prose(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));

/** What a page links to and is not there. `read` gives the page's text; files are looked for beside it. */
function brokenLinks(page: string, text: string): string[] {
  return [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
      if (relative(ROOT, file).startsWith('..') || !existsSync(file)) return true;
      if (anchor === undefined || !statSync(file).isFile()) return false;
      return !anchorsOf(path === '' ? text : readFileSync(file, 'utf8')).has(anchor);
    });
}

const scriptsOf = (text: string): string[] =>
  [...text.matchAll(/npm run (?:-\S+ )*([a-z][a-z-]*)/g)].map(([, name = '']) => name);

const VARIABLES = new Set([
  ...Object.values<Setting>(SETTINGS).flatMap(({ variable, from }) =>
    from === 'secret' ? [variable, `${variable}_FILE`] : [variable],
  ),
  ...OTHERS.map((name) => `PRESSWATCH_${name}`),
]);

/** Variables that nothing reads; a name that ends with `_` stands for all that begin so. */
const unknownVariables = (text: string): string[] =>
  [...text.matchAll(/PRESSWATCH_[A-Z_]+/g)]
    .map(([name]) => name)
    .filter((name) =>
      name.endsWith('_') ? ![...VARIABLES].some((known) => known.startsWith(name)) : !VARIABLES.has(name),
    );

describe('the documents', () => {
  const scripts = Object.keys(JSON.parse(textOf('package.json')).scripts as object);

  it.each(PAGES)('%s: its links lead somewhere, its commands and settings are there', (page) => {
    const text = textOf(page);
    expect(brokenLinks(page, text)).toEqual([]);
    expect(scriptsOf(text).filter((name) => !scripts.includes(name))).toEqual([]);
    expect(unknownVariables(text)).toEqual([]);
  });

  it('name every setting', () => {
    const told = textOf('README.md') + textOf('docs/operations.md');
    const missing = Object.values<Setting>(SETTINGS).filter(({ variable }) => !told.includes(variable));
    expect(missing.map(({ variable }) => variable)).toEqual([]);
  });

  it('name every command', () => {
    const told = textOf('README.md') + textOf('CONTRIBUTING.md');
    const named = new Set([...scriptsOf(told), ...(/npm start/.test(told) ? ['start'] : []), 'test']);
    expect(scripts.filter((name) => !named.has(name))).toEqual([]);
  });
});

describe('the check', () => {
  it('sees what is wrong', () => {
    const text =
      '# Here\n[a](README.md) [b](nowhere.md) [c](README.md#nothing-of-this) [d](#here) [e](https://x.example)';
    expect(brokenLinks('CHANGELOG.md', text)).toEqual(['nowhere.md', 'README.md#nothing-of-this']);
    expect(scriptsOf('`npm run -s gone -- x`, npm run --silent stack')).toEqual(['gone', 'stack']);
    expect(unknownVariables('PRESSWATCH_LOG PRESSWATCH_LGO PRESSWATCH_KAFKA_* PRESSWATCH_KAFAK_*')).toEqual([
      'PRESSWATCH_LGO',
      'PRESSWATCH_KAFAK_',
    ]);
  });
});
