import { releaseText } from '@presswatch/events';
import { captureId } from '@presswatch/identity';
import { type ReleaseView, readRaw, readRelease } from '@presswatch/inspection';
import type { CaptureDocument, ReleaseReader } from '@presswatch/release-index';
import { Command, Option } from 'commander';
import { bold, type Context, withData } from '../context.ts';
import type { CliData } from '../deps.ts';
import { CommandError, EXIT, notFound } from '../errors.ts';
import { moment, statedTime, titleOf } from '../format.ts';
import { examples, jsonOption } from '../options.ts';
import { plain, plainLines } from '../output.ts';
import { facts, table } from '../table.ts';

interface Options {
  readonly revisions?: true;
  readonly raw?: true;
  readonly way?: true;
  readonly capture?: string;
  readonly json?: true;
}

export function showCommand(context: Context): Command {
  return new Command('show')
    .summary('show one release')
    .description('Shows one release, named by its id, or by its URL, GUID or path.')
    .argument('<ID|URL>', 'as search prints it, or the release’s own address')
    .addOption(new Option('--revisions', 'its revisions and captures').conflicts(['raw', 'way']))
    .addOption(new Option('--raw', 'the original bytes, as fetched').conflicts(['way', 'json']))
    .addOption(new Option('--way', 'the stages that its captures came through'))
    .option('--capture <ID>', 'with --raw: of this capture (--revisions lists them); default: the one shown')
    .addOption(jsonOption('one JSON object'))
    .addHelpText(
      'after',
      examples(
        'presswatch show 0f3c…',
        'presswatch show https://example.org/news/1 --revisions',
        'presswatch show 0f3c… --raw > original.html',
        'presswatch show 0f3c… --json | jq .release.shown.content.entities',
      ),
    )
    .action((name: string, options: Options) => withData(context, (data) => show(context, data, name, options)));
}

async function show(context: Context, data: CliData, name: string, options: Options): Promise<void> {
  const { out } = context;
  const view = await readRelease(data.index, await resolve(data.index, name));
  if (view === null) throw notFound(`no release ${name} in the index: "presswatch why ${name}" tells where it stopped`);
  if (options.raw) return printRaw(context, data, view, options.capture);
  if (options.way) {
    const captures = await data.index.captures(view.release.releaseId);
    if (options.json) return out.json({ releaseId: view.release.releaseId, captures: captures.map(wayOf) });
    for (const capture of captures) await printWay(context, capture);
    return;
  }
  if (options.json) return out.json(view);
  const lines = options.revisions ? revisionLines(view) : releaseLines(context, view);
  for (const line of lines) await out.line(line);
}

/** The id that a name stands for. */
async function resolve(index: ReleaseReader, name: string): Promise<string> {
  if (/^[0-9a-f]{32}$/.test(name)) return name;
  const ids = await index.lookUp(name);
  const [first] = ids;
  if (first === undefined) {
    throw notFound(`no release bears the name ${name}: "presswatch why ${name}" tells where it stopped`);
  }
  if (ids.length > 1) {
    throw new CommandError(EXIT.failed, `${ids.length} releases bear this name; show one by its id: ${ids.join(' ')}`);
  }
  return first;
}

function releaseLines({ out }: Context, { release, revisions, captures }: ReleaseView): string[] {
  const { shown, releaseId, firstSeen, withdrawnAt } = release;
  const content = shown?.content ?? undefined;
  const head = facts([
    ['id', releaseId],
    ['issuer', content?.issuer && `${content.issuer.name} (from ${content.issuer.from})`],
    ['published', content?.published && `${statedTime(content.published)} (${content.published.from})`],
    ['modified', content?.modified && statedTime(content.modified)],
    ['distributor', content?.distributor && distributorText(content.distributor)],
    ['kind', content?.kind],
    ['language', content?.language],
    ['address', content?.url],
    ['source', shown?.source.title ?? shown?.source.id],
    ['first seen', moment(firstSeen)],
    ['withdrawn', withdrawnAt === null ? undefined : moment(withdrawnAt)],
    ['revisions', `${revisions.length} in ${captures.length} captures`],
    ['topics', content && list(content.topics.map(({ name, id }) => `${name} (${id})`))],
    ['countries', content && list(content.countries)],
    ['entities', content && list([...new Set(content.entities.map(({ name, type }) => `${name} (${type})`))])],
  ]);
  const body = content === undefined ? [] : releaseText(content).split('\n').slice(1).map(plainLines);
  return [bold(out, plain(titleOf(shown))), '', ...head, ...body];
}

const distributorText = ({ name, at }: { name: string; at?: Parameters<typeof statedTime>[0] }): string =>
  at === undefined ? name : `${name}, ${statedTime(at)}`;

const list = (items: readonly string[]): string | undefined => (items.length === 0 ? undefined : items.join(', '));

function revisionLines({ revisions, captures }: ReleaseView): string[] {
  const rows = revisions.map(({ number, firstSeen, lastSeen, title }) => [
    number,
    moment(firstSeen),
    moment(lastSeen),
    title ?? '(withdrawn)',
  ]);
  const looks = captures.map(({ id, source, raw }) => [id, source.id, raw ? 'kept' : 'none']);
  return [
    ...table(['revision', 'first seen', 'last seen', 'title'], rows),
    '',
    ...table(['capture', 'source', 'bytes'], looks),
  ];
}

const wayOf = ({ capture, source, ingestedAt, way }: CaptureDocument) => ({
  capture: captureId(capture),
  source: source.id,
  fetchedAt: capture.fetchedAt,
  ingestedAt,
  stages: way,
});

async function printWay({ out }: Context, document: CaptureDocument): Promise<void> {
  const { capture, source, ingestedAt, way } = document;
  await out.line(bold(out, captureId(capture)));
  const rows: (string | number)[][] = [
    ['fetched', source.id, moment(capture.fetchedAt)],
    ['accepted', '', moment(ingestedAt)],
    ...way.map(({ stage, version, at }) => [stage, version, moment(at)]),
  ];
  for (const line of table(['stage', 'version', 'when'], rows)) await out.line(line);
  await out.line();
}

async function printRaw({ out }: Context, data: CliData, view: ReleaseView, wanted?: string): Promise<void> {
  const captures = await data.index.captures(view.release.releaseId);
  const { shown } = view.release;
  const id = wanted ?? (shown === null ? undefined : captureId(shown.capture));
  const document = captures.find(({ capture }) => captureId(capture) === id);
  if (document === undefined) {
    throw notFound(
      wanted === undefined ? 'it was only ever seen gone' : `no capture ${wanted}: --revisions lists them`,
    );
  }
  const raw = await readRaw(data.log, document);
  if (raw === null) throw notFound('this look found the release gone, or its bytes were erased or trimmed');
  await out.foreign(raw.bytes);
}
