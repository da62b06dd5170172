import { parseQuery, type QueryError, type QueryNode } from '@presswatch/query';
import {
  CursorError,
  FACET_FIELDS,
  type FacetField,
  type Hit,
  QueryTooWideError,
  type SearchResult,
} from '@presswatch/release-index';
import { Command, InvalidArgumentError, Option } from 'commander';
import { bold, type Context, withData } from '../context.ts';
import { usage } from '../errors.ts';
import { dateOf, plural, titleOf, total } from '../format.ts';
import { examples, jsonOption, wholeNumber } from '../options.ts';
import { plain } from '../output.ts';
import { displayWidth, fit, table } from '../table.ts';

interface Options {
  readonly limit: number;
  readonly sort: 'newest' | 'relevance';
  readonly facets?: readonly FacetField[];
  readonly cursor?: string;
  readonly json?: true;
}

export function searchCommand(context: Context): Command {
  return new Command('search')
    .summary('find releases')
    .description('Finds releases. Without a query: all, the newest first.')
    .argument('[QUERY...]', 'words, "phrases", -not, OR, (brackets), prefix*, issuer:…, after:2024-06-01')
    .addOption(new Option('-n, --limit <N>', 'at most so many').default(20).argParser(wholeNumber(1, 200)))
    .addOption(new Option('--sort <ORDER>', 'order').choices(['newest', 'relevance']).default('newest'))
    .addOption(new Option('--facets <FIELDS>', `count by ${FACET_FIELDS.join(',')}`).argParser(facetFields))
    .option('--cursor <CURSOR>', 'the next page: what --json gave as cursor')
    .addOption(jsonOption('one JSON object: total, hits, facets, cursor'))
    .addHelpText(
      'after',
      examples(
        'presswatch search sanctions',
        `presswatch search '"arms embargo" country:KP after:2024-06-01' --facets issuer,topic`,
        `presswatch search -- -draft issuer:ministry`,
        `presswatch search 'panel NEAR/5 experts' --json | jq '.hits[].release.releaseId'`,
      ),
    )
    .action((words: string[], options: Options) => search(context, words.join(' '), options));
}

async function search(context: Context, text: string, options: Options): Promise<void> {
  const query = treeOf(text);
  const { limit, sort, facets = [], cursor } = options;
  const request = { query, limit, sort, facets, highlight: true, ...(cursor === undefined ? {} : { cursor }) };
  const result = await withData(context, (data) => data.index.search(request)).catch((error: unknown) => {
    if (error instanceof QueryTooWideError) throw usage(error.message);
    throw error instanceof CursorError ? usage(`${error.message}; leave --cursor out to start anew`) : error;
  });
  if (options.json) await context.out.json(result);
  else await print(context, result);
}

function facetFields(text: string): FacetField[] {
  return text.split(',').map((name) => {
    const field = FACET_FIELDS.find((known) => known === name.trim());
    if (field === undefined) throw new InvalidArgumentError(`the fields are ${FACET_FIELDS.join(', ')}`);
    return field;
  });
}

function treeOf(text: string): QueryNode {
  const result = parseQuery(text);
  if (result.ok) return result.tree;
  throw usage(`the query cannot be read\n${result.errors.map((error) => pointed(text, error)).join('\n')}`);
}

/** The query with a caret under what is wrong, and the remedy. */
function pointed(text: string, { start, end, message, remedy }: QueryError): string {
  const one = (part: string) => plain(part.replace(/\s/g, ' '));
  const before = ' '.repeat(displayWidth(one(text.slice(0, start))));
  const under = '^'.repeat(Math.max(1, displayWidth(one(text.slice(start, end)))));
  return `  ${one(text)}\n  ${before}${under}\n  ${message}: ${remedy}`;
}

async function print({ out }: Context, result: SearchResult): Promise<void> {
  for (const hit of result.hits) await printHit(out, hit);
  for (const { field, values, sampled } of result.facets) {
    await out.line(bold(out, `${field}${sampled ? ' (of the newest 10000)' : ''}`));
    for (const line of table(
      ['', ''],
      values.map(({ label, count }) => [count, label]),
    ).slice(1))
      await out.line(`  ${line}`);
    await out.line();
  }
  const shown = result.hits.length;
  const more = result.cursor === undefined ? '' : ': raise --limit, or narrow the query';
  await out.line(
    result.total.value === 0
      ? 'nothing found: try fewer words, or word* for words that begin so'
      : `${plural(shown, 'release')} of ${total(result.total)}${more}`,
  );
}

async function printHit(out: Context['out'], { release, highlights }: Hit): Promise<void> {
  const { shown, firstSeen, withdrawnAt, releaseId } = release;
  await out.line(bold(out, plain(titleOf(shown))));
  const facts = [
    shown?.content?.issuer?.name,
    dateOf(shown, firstSeen),
    shown?.content?.kind,
    withdrawnAt === null ? undefined : 'withdrawn',
  ];
  await out.line(`  ${plain(facts.filter((fact) => fact !== undefined).join(' · '))}`);
  const [body] = highlights.filter(({ field }) => field === 'body');
  if (body !== undefined) await out.line(`  ${marked(out, body.text, body.marks)}`);
  await out.line(`  ${releaseId}`);
  await out.line();
}

/** What matched is bold on a terminal, and in [brackets] where there are no colours. */
function marked(out: Context['out'], text: string, marks: readonly (readonly [number, number])[]): string {
  if (!out.coloured) {
    let [shown, at] = ['', 0];
    for (const [start, end] of marks) {
      shown += `${text.slice(at, start)}[${text.slice(start, end)}]`;
      at = end;
    }
    return plain(shown + text.slice(at));
  }
  let [shown, at] = ['', 0];
  for (const [start, end] of marks) {
    shown += plain(text.slice(at, start)) + bold(out, plain(text.slice(start, end)));
    at = end;
  }
  return shown + fit(plain(text.slice(at)), Math.max(20, out.columns));
}
