import { useEffect, useMemo } from 'preact/hooks';
import type { Content, Release } from '../../generated/api.ts';
import { directionOf } from '../text/words.ts';
import { bindKeys } from '../ui/keys.ts';
import { Body } from './body.tsx';
import { OpenCard } from './entity-card.tsx';
import { Facts } from './facts.tsx';
import { stepMention } from './mention-focus.ts';
import { Names } from './names.tsx';
import { namesOf } from './names-model.ts';
import { closeCard } from './names-state.ts';

/** What a release says, with its names marked; beside it the names, topics and fields. */
export function ReleaseText({ release }: { release: Release }) {
  const { content } = release;
  return content === null ? null : <TextView release={release} content={content} />;
}

function TextView({ release, content }: { release: Release; content: Content }) {
  const names = useMemo(() => namesOf(content), [content]);
  useEffect(() => bindKeys({ n: () => stepMention(1), p: () => stepMention(-1) }), []);
  useEffect(() => closeCard, []);
  return (
    <div class="reading">
      <div class="text">
        <Body content={content} direction={directionOf(content.language)} />
        <OpenCard content={content} />
      </div>
      <aside class="beside" aria-label="About this release">
        <Names names={names} content={content} />
        <Facts release={release} content={content} />
      </aside>
    </div>
  );
}
