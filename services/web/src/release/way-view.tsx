import type { Release, Way } from '../../generated/api.ts';
import { useAnswer } from '../api/use-answer.ts';
import { hrefOf } from '../router.ts';
import { showClock, showDuration, showSecond } from '../text/times.ts';
import { readable } from '../text/words.ts';
import { ProblemView, Skeleton } from '../ui/parts.tsx';

const DOES: Readonly<Record<string, string>> = {
  fetcher: 'Gave it its identity and handed it on',
  parser: 'Read issuer, dates, language and text',
  enricher: 'Found names, places and topics',
  indexer: 'Made it searchable',
};

type CaptureWay = Way['captures'][number];

/** The stages that each capture of a release came through, the newest first. */
export function WayView({ release }: { release: Release }) {
  const { data, problem, slow, retry } = useAnswer<Way>(`/api/v1/releases/${release.releaseId}/way`);
  if (problem !== undefined && data === undefined) return <ProblemView problem={problem} retry={retry} />;
  if (data === undefined) return slow ? <Skeleton /> : null;
  const shown = release.provenance?.capture;
  return (
    <div class="ways">
      {data.captures.toReversed().map((way) => (
        <WayOf key={way.capture} way={way} id={release.releaseId} shown={way.capture === shown} />
      ))}
    </div>
  );
}

function WayOf({ way, id, shown }: { way: CaptureWay; id: string; shown: boolean }) {
  const { source, fetchedAt, ingestedAt, stages, capture } = way;
  const last = stages.at(-1)?.at ?? ingestedAt;
  const steps = [
    { stage: 'fetched', does: `From ${source.title ?? source.id} (${source.kind})`, version: '', at: fetchedAt },
    { stage: 'acknowledged', does: 'Kept in the log: from here on it cannot be lost', version: '', at: ingestedAt },
    ...stages.map((stage) => ({ ...stage, does: DOES[stage.stage] ?? '' })),
  ].sort((a, b) => a.at - b.at);
  return (
    <section class="way">
      <h2>
        Look of {showSecond(fetchedAt)}
        {shown && <span class="tag">shown</span>}
      </h2>
      <p class="soft">
        {showDuration(last - fetchedAt)} from the fetch to the index.{' '}
        <a href={hrefOf({ view: 'original', id, capture })}>Original</a>
      </p>
      <ol>
        {steps.map(({ stage, does, version, at }, step) => (
          <li key={step}>
            <p class="way-stage">
              {readable(stage)}
              {version !== '' && <span class="soft"> version {version}</span>}
            </p>
            <p class="way-at">
              <time dateTime={new Date(at).toISOString()}>{showClock(at)}</time>
              {step > 0 && <span class="soft"> +{showDuration(at - (steps[step - 1]?.at ?? at))}</span>}
            </p>
            {does !== '' && <p class="soft way-does">{does}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
