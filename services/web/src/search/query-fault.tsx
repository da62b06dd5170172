import type { Problem } from '../api/client.ts';
import { segmentsOf } from '../text/segments.ts';

/** What is wrong with a query: its place marked, and what to write instead. The results before it stay below. */
export function QueryFault({ problem, query }: { problem: Problem; query: string }) {
  const faults = problem.errors ?? [];
  const marks = faults.flatMap(({ start, end }) =>
    start === undefined || end === undefined ? [] : [{ start, end: Math.max(end, start + 1), what: true }],
  );
  // A fault at the very end has no letter to stand under.
  const padded = marks.some(({ end }) => end > query.length) ? `${query}\u00a0` : query;
  return (
    <section class="fault" id="query-fault" role="status">
      <p class="fault-query">
        {segmentsOf(padded, marks).map(({ text, mark }, at) =>
          mark === undefined ? <span key={at}>{text}</span> : <mark key={at}>{text}</mark>,
        )}
      </p>
      <ul>
        {faults.map(({ message, remedy, start }) => (
          <li key={`${start} ${message}`}>
            {message}
            {remedy !== undefined && <span class="soft">: {remedy}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
