import type { Answers } from '../../generated/api.ts';
import { getAnswer } from '../api/client.ts';
import { arrived, type Found } from './search-state.ts';

const EVERY_MS = 4000;
/** Releases become findable a moment after they were first seen. */
const BEFORE_MS = 120_000;

/** The same query, of what was first seen lately only. */
const lately = ({ q, at }: Found): string => {
  const since = `seen-after:${new Date(at - BEFORE_MS).toISOString().slice(0, 19)}Z`;
  return q === '' ? since : `(${q}) ${since}`;
};

/** Counts what comes in after the results were got; returns how to stop. A failure is told by the next search. */
export function watch(found: Found): () => void {
  const stop = new AbortController();
  const path = `/api/v1/releases?${new URLSearchParams({ q: lately(found), limit: '1' })}`;
  let first: number | undefined;
  const look = async () => {
    if (document.hidden) return;
    try {
      const { data } = await getAnswer<Answers['/api/v1/releases']>(path, stop.signal);
      first ??= data.total.value;
      arrived.value = Math.max(0, data.total.value - first);
    } catch {
      // The server is away for a moment, or this query is no longer shown.
    }
  };
  void look();
  const timer = setInterval(() => void look(), EVERY_MS);
  return () => {
    clearInterval(timer);
    stop.abort();
  };
}
