import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Content } from '../../generated/api.ts';
import { searchHref } from '../router.ts';
import { counted } from '../text/counts.ts';
import { termFor } from '../text/query-terms.ts';
import { byName, countryName, partName, typeClass, typeName } from '../text/words.ts';
import { ForeignLink } from '../ui/parts.tsx';
import { nextOf } from './mention-focus.ts';
import { closeCard, type OpenMention, openMention } from './names-state.ts';

interface Props {
  readonly content: Content;
  readonly open: OpenMention;
}

type Place = Readonly<Record<'--card-left' | '--card-top', string>>;

/** Until it is known how high the card is. */
const OUT_OF_SIGHT: Place = { '--card-left': '-999px', '--card-top': '0' };

const WIDTH = 320;
const MARGIN = 12;

/** Below the name, or above it where there is no room; on phones the style sheet puts it at the bottom. */
function placeFor(element: HTMLElement, card: HTMLElement): Place {
  const rects = element.getClientRects();
  const at = rects[0] ?? element.getBoundingClientRect();
  const last = rects[rects.length - 1] ?? at;
  const left = Math.max(MARGIN, Math.min(at.left, document.documentElement.clientWidth - WIDTH - MARGIN));
  const below = last.bottom + 6;
  const fits = below + card.offsetHeight < innerHeight - MARGIN;
  const top = fits ? below : Math.max(MARGIN, at.top - card.offsetHeight - 6);
  return { '--card-left': `${left}px`, '--card-top': `${top}px` };
}

/** The card of the name that was pointed at. It alone listens to which that is: no name of the text is drawn again. */
export function OpenCard({ content }: { content: Content }) {
  const open = openMention.value;
  return open === undefined ? null : <EntityCard key={open.mention} content={content} open={open} />;
}

/** What is known of a name, and why it was found. */
function EntityCard({ content, open }: Props) {
  const card = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<Place>(OUT_OF_SIGHT);
  const mention = content.mentions[open.mention];
  const entity = mention === undefined ? undefined : content.entities[mention.entity];
  useLayoutEffect(() => {
    if (card.current === null) return;
    setPlace(placeFor(open.element, card.current));
    if (open.by === 'key') card.current.focus({ preventScroll: true });
    open.element.ariaExpanded = 'true';
    return () => {
      open.element.ariaExpanded = 'false';
    };
  }, [open]);
  useEffect(() => {
    const dismiss = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
      const target = event.target as Node;
      if (event.type === 'pointerdown' && (card.current?.contains(target) || open.element.contains(target))) return;
      if (event instanceof KeyboardEvent) {
        event.preventDefault();
        event.stopPropagation();
        if (card.current?.contains(document.activeElement)) open.element.focus({ preventScroll: true });
      }
      closeCard();
    };
    document.addEventListener('keydown', dismiss, true);
    document.addEventListener('pointerdown', dismiss);
    addEventListener('scroll', dismiss, { passive: true });
    return () => {
      document.removeEventListener('keydown', dismiss, true);
      document.removeEventListener('pointerdown', dismiss);
      removeEventListener('scroll', dismiss);
    };
  }, [open]);
  if (mention === undefined || entity === undefined) return null;
  const times = content.mentions.filter((one) => one.entity === mention.entity).length;
  return (
    <section
      ref={card}
      class={`card ${typeClass(entity.type)}`}
      style={place}
      role="dialog"
      aria-label={entity.name}
      tabIndex={-1}
      lang="en"
      dir="ltr"
    >
      <p class="card-type">
        <span class="swatch" aria-hidden="true" />
        {typeName(entity.type)}
        {entity.iso2 !== undefined && ` · ${countryName(entity.iso2)}`}
      </p>
      <p class="card-name">
        <bdi>{entity.name}</bdi>
      </p>
      <p class="card-why">
        {byName(mention.by)}
        {mention.part !== undefined && ` It stands in the part “${partName(mention.part)}”.`}
      </p>
      <p class="card-links">
        <a href={searchHref(termFor('entity', entity.name))}>Releases that name it</a>
        {entity.wikidata !== undefined && (
          <ForeignLink href={`https://www.wikidata.org/wiki/${entity.wikidata}`}>
            Wikidata {entity.wikidata}
          </ForeignLink>
        )}
      </p>
      {times > 1 && (
        <button type="button" class="button button-small" onClick={() => nextOf(open.element)}>
          Next of {counted(times, 'mention')}
        </button>
      )}
    </section>
  );
}
