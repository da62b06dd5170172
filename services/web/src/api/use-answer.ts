import { useEffect, useState } from 'preact/hooks';
import { getAnswer, type Problem, problemOf } from './client.ts';

/** Answers that were got lately, by path: a view that one comes back to, or is about to open, is there at once. */
const kept = new Map<string, { readonly data: unknown; readonly at: number }>();
const MOST = 40;
/** An answer that is younger is not asked for again. */
const FRESH_MS = 4000;

const asked = new Map<string, Promise<unknown>>();

function keep(path: string, data: unknown): void {
  kept.delete(path);
  kept.set(path, { data, at: performance.now() });
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
}

function ask(path: string): Promise<unknown> {
  const running = asked.get(path);
  if (running !== undefined) return running;
  const request = getAnswer(path)
    .then(({ data }) => {
      keep(path, data);
      return data;
    })
    .finally(() => asked.delete(path));
  asked.set(path, request);
  return request;
}

const isFresh = (path: string): boolean =>
  performance.now() - (kept.get(path)?.at ?? Number.NEGATIVE_INFINITY) < FRESH_MS;

/** Asks for what will likely be wanted next; a failure shows when it is wanted. */
export function prefetch(path: string): void {
  if (!isFresh(path)) ask(path).catch(() => undefined);
}

export interface Loaded<T> {
  readonly data: T | undefined;
  readonly problem: Problem | undefined;
  /** Loading takes long enough to say so. */
  readonly slow: boolean;
  retry(): void;
}

/** Time before a skeleton is shown: what is faster would only flicker. */
const SLOW_MS = 150;

/** The answer at a path; `every`: asked again every so many ms while the page is seen. */
export function useAnswer<T>(path: string | undefined, every?: number): Loaded<T> {
  const [state, setState] = useState<{ path?: string; data?: T; problem?: Problem }>({});
  const [slowPath, setSlowPath] = useState<string>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (path === undefined) return;
    let current = true;
    const load = () =>
      ask(path).then(
        (data) => current && setState({ path, data: data as T }),
        (error) =>
          current && setState((last) => ({ ...(last.path === path ? last : {}), path, problem: problemOf(error) })),
      );
    const patience = setTimeout(() => setSlowPath(path), SLOW_MS);
    // What is shown is held here, too: enough other answers push it out of those that are kept.
    if (isFresh(path)) setState({ path, data: kept.get(path)?.data as T });
    else void load();
    const again = every === undefined ? undefined : setInterval(() => !document.hidden && void load(), every);
    return () => {
      current = false;
      clearTimeout(patience);
      clearInterval(again);
    };
  }, [path, tries, every]);
  const isOwn = state.path === path;
  const data =
    (isOwn ? state.data : undefined) ?? (path === undefined ? undefined : (kept.get(path)?.data as T | undefined));
  const problem = isOwn ? state.problem : undefined;
  return {
    data,
    problem,
    slow: data === undefined && problem === undefined && slowPath === path,
    retry: () => {
      setState({});
      setTries((count) => count + 1);
    },
  };
}
