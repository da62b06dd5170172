import type { StatedTime } from '@presswatch/events';
import { type DateContext, readTime } from '../../../dates/index.ts';
import type { Trace } from '../../../trace.ts';
import type { Entities, Stated } from './articles.ts';
import { dayOf, type Evidence } from './evidence.ts';
import { DATED, type Meta, MODIFIED, PUBLISHED } from './meta.ts';
import { choosePublished } from './published.ts';
import { scriptDates } from './script-dates.ts';
import { shownDates } from './shown-dates.ts';
import type { Heading, Survey } from './surveyed.ts';
import { snapshotDay, urlDate } from './url-date.ts';

export interface DatesInput {
  readonly page: Survey;
  /** The page as it was sent. */
  readonly html: string;
  readonly meta: Meta;
  readonly entities: Entities;
  readonly url: string | undefined;
  readonly ctx: DateContext;
  readonly heading: Heading | undefined;
  readonly own: (href: string) => boolean;
  /** Takes each candidate. */
  readonly trace: Trace | undefined;
}

/** When a page was published and last changed, by all that it states and shows. */
export function statedDates(input: DatesInput): {
  published: StatedTime | undefined;
  modified: StatedTime | undefined;
} {
  const { trace } = input;
  const { published, modified } = evidenceOf(input);
  if (trace)
    for (const { time, trust } of published) trace('published', time.value, time.from, `a candidate, trust ${trust}`);
  if (trace) for (const { time } of modified) trace('modified', time.value, time.from, 'a candidate');
  return { published: choosePublished(published), modified: modified[0]?.time };
}

function evidenceOf({ page, html, meta, entities, url, ctx, heading, own }: DatesInput) {
  const published: Evidence[] = [];
  const modified: Evidence[] = [];
  takeEntities(entities, ctx, published, modified);
  takeMetas(meta, ctx, published, modified);
  const address = urlDate(url, ctx);
  if (address) published.push({ time: address, kind: 'url', trust: 6.5 });
  if (isSettled(published) && modified.length > 0) return { published, modified };
  const snapshot = url === undefined ? undefined : snapshotDay(url);
  const clocks = new Set([snapshot ?? new Date(ctx.now).toISOString().slice(0, 10)]);
  const shown = shownDates(page.dates, { dates: ctx, heading, own, clocks });
  published.push(...shown.published);
  modified.push(...shown.modified);
  if (published.length === 0) published.push(...scriptDates(html, ctx));
  return { published, modified };
}

/** Whether two kinds of statement made for machines surely name one day, and none another: what is shown adds nothing. */
function isSettled(evidence: readonly Evidence[]): boolean {
  const sure = evidence.filter(({ trust }) => trust >= SURE);
  return new Set(sure.map(({ kind }) => kind)).size > 1 && new Set(evidence.map(({ time }) => dayOf(time))).size === 1;
}

const SURE = 6.5;

const PUBLISHED_KEYS = ['datePublished', 'dateCreated', 'uploadDate', 'issued', 'date'];
const MODIFIED_KEYS = ['dateModified', 'modified'];

function takeEntities({ articles }: Entities, ctx: DateContext, published: Evidence[], modified: Evidence[]): void {
  for (const stated of articles.slice(0, 20)) {
    const kind = stated.by === 'json-ld' ? 'json-ld' : 'items';
    const trust = Math.max(1, Math.min(9, (stated.isArticle ? 7 : 5) + Math.min(stated.rank, 6) / 2));
    const first = firstTime(stated, PUBLISHED_KEYS, ctx);
    if (first) published.push({ time: first.time, kind, trust: first.key === 'datePublished' ? trust : trust - 2 });
    const last = firstTime(stated, MODIFIED_KEYS, ctx);
    if (last) modified.push({ time: last.time, kind, trust });
  }
}

function firstTime({ by, node }: Stated, keys: readonly string[], ctx: DateContext) {
  for (const key of keys) {
    const [value] = [node[key]].flat();
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const time = readTime(String(value), `${by} ${key}`, ctx);
    if (time) return { time, key };
  }
  return undefined;
}

function takeMetas(meta: Meta, ctx: DateContext, published: Evidence[], modified: Evidence[]): void {
  const take = (keys: readonly string[], kind: Evidence['kind'], trust: number, into: Evidence[]) => {
    for (const key of keys) {
      const value = meta.get(key);
      const time = value && readTime(value.content, `meta ${value.name}`, ctx);
      if (time) into.push({ time, kind, trust });
    }
  };
  take(PUBLISHED, 'meta', 8.5, published);
  take(DATED, 'loose-meta', 5.5, published);
  take(MODIFIED, 'meta', 8, modified);
}
