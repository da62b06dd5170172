import { useMemo, useRef, useState } from 'preact/hooks';
import type { Content, Release } from '../../generated/api.ts';
import { directionOf } from '../text/words.ts';
import { Body } from './body.tsx';
import { EntityCard } from './entity-card.tsx';
import { Facts } from './facts.tsx';
import { Names } from './names.tsx';
import { namesOf, type OpenMention } from './names-model.ts';
import { useMentionKeys } from './use-mention-keys.ts';

/** What a release says, with its names marked; beside it the names, topics and fields. */
export function ReleaseText({ release }: { release: Release }) {
  const { content } = release;
  if (content === null) return null;
  return <TextView release={release} content={content} />;
}

function TextView({ release, content }: { release: Release; content: Content }) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<OpenMention>();
  const text = useRef<HTMLDivElement>(null);
  const names = useMemo(() => namesOf(content), [content]);
  const marks = useMentionKeys(text, () => setOpen(undefined));
  const toggle = (type: string) => {
    const next = new Set(hidden);
    if (!next.delete(type)) next.add(type);
    setHidden(next);
    setOpen(undefined);
  };
  return (
    <div class="reading">
      <div class="text" ref={text} onKeyDown={marks.onKeyDown}>
        {names.length > 0 && (
          <p class="hidden" id="mention-keys">
            Arrow keys go from name to name, Enter explains one.
          </p>
        )}
        <Body
          content={content}
          hidden={hidden}
          open={open}
          onOpen={setOpen}
          direction={directionOf(content.language)}
        />
        {open !== undefined && (
          <EntityCard
            key={open.mention}
            content={content}
            open={open}
            close={() => setOpen(undefined)}
            next={() => marks.next(open)}
          />
        )}
      </div>
      <aside class="beside" aria-label="About this release">
        <Names names={names} content={content} hidden={hidden} toggle={toggle} jump={marks.jump} />
        <Facts release={release} content={content} />
      </aside>
    </div>
  );
}
