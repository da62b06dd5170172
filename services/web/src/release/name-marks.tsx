import type { Content, Mention } from '../../generated/api.ts';
import { type Mark, segmentsOf } from '../text/segments.ts';
import { typeClass, typeName } from '../text/words.ts';
import { stepMention } from './mention-focus.ts';
import { hiddenTypes, type OpenMention, openMention } from './names-state.ts';

/** A mention and its index. */
export interface Marked extends Mention {
  readonly at: number;
}

/** Made once for a release and a choice of types: a great release has ten thousands of mentions. */
let made:
  | { readonly content: Content; readonly hidden: ReadonlySet<string>; readonly mentions: readonly Marked[] }
  | undefined;

/** The mentions that are to be marked, in the order of the text. */
export function shownMentions(content: Content): readonly Marked[] {
  const hidden = hiddenTypes.value;
  if (made?.content !== content || made.hidden !== hidden) {
    const mentions = content.mentions
      .map((mention, at): Marked => ({ ...mention, at }))
      .filter(({ entity }) => !hidden.has(content.entities[entity]?.type ?? ''))
      .sort((a, b) => a.start - b.start);
    made = { content, hidden, mentions };
  }
  return made.mentions;
}

/** Time the pointer must rest on a name: passing over a text opens nothing. */
const REST_MS = 140;
let resting: ReturnType<typeof setTimeout> | undefined;

const show = (mention: number, element: HTMLElement, by: OpenMention['by']): void => {
  openMention.value = { mention, element, by };
};

function onKeyDown(event: KeyboardEvent): void {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
  event.preventDefault();
  stepMention(event.key === 'ArrowRight' ? 1 : -1);
}

interface Props {
  readonly text: string;
  readonly marks: readonly Mark<Marked>[];
  readonly content: Content;
}

/** A text with its names marked. The first name of the release is in the order of tabs; arrow keys go on from there. */
export function NameMarks({ text, marks, content }: Props) {
  const first = shownMentions(content)[0]?.at;
  return (
    <>
      {segmentsOf(text, marks).map(({ text: piece, mark }) => {
        if (mark === undefined) return piece;
        const { at, entity: index } = mark.what;
        const type = content.entities[index]?.type ?? '';
        return (
          <a
            key={at}
            class={`name ${typeClass(type)}`}
            href={`#name-${index}`}
            tabIndex={at === first ? 0 : -1}
            data-mention={at}
            data-entity={index}
            aria-description={typeName(type)}
            aria-expanded={false}
            onPointerEnter={({ currentTarget, pointerType }) => {
              clearTimeout(resting);
              if (pointerType === 'mouse') resting = setTimeout(() => show(at, currentTarget, 'pointer'), REST_MS);
            }}
            onPointerLeave={() => clearTimeout(resting)}
            onKeyDown={onKeyDown}
            onClick={(event) => {
              event.preventDefault();
              clearTimeout(resting);
              show(at, event.currentTarget, event.detail === 0 ? 'key' : 'pointer');
            }}
          >
            {piece}
          </a>
        );
      })}
    </>
  );
}
