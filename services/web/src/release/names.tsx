import { useState } from 'preact/hooks';
import type { Content } from '../../generated/api.ts';
import { searchHref } from '../router.ts';
import { termFor } from '../text/query-terms.ts';
import { typeClass, typeNames } from '../text/words.ts';
import { jumpTo } from './mention-focus.ts';
import { byType, type Name, namedToSentence } from './names-model.ts';
import { hiddenTypes, toggleType } from './names-state.ts';

const FIRST = 6;

interface Props {
  readonly names: readonly Name[];
  readonly content: Content;
}

/** The names of a release by type, and the topics with the words that led to them. */
export function Names({ names, content }: Props) {
  return (
    <>
      {names.length === 0 && <NamedTo content={content} />}
      {names.length > 0 && (
        <section class="panel" aria-labelledby="names-title">
          <h2 id="names-title">Names</h2>
          {byType(names).map(([type, own]) => (
            <NameGroup key={type} type={type} names={own} />
          ))}
          <NamedTo content={content} />
        </section>
      )}
      {content.topics.length > 0 && (
        <section class="panel" aria-labelledby="topics-title">
          <h2 id="topics-title">Topics</h2>
          <ul class="topics">
            {content.topics.map(({ id, name, by }) => (
              <li key={id}>
                <a href={searchHref(termFor('topic', id))}>{name}</a>
                <span class="soft"> by {by}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Says so where a release is too long for all of it to be read for names. */
function NamedTo({ content: { namedTo } }: { content: Content }) {
  const said = namedToSentence(namedTo);
  return said === undefined ? null : <p class="soft">{said}</p>;
}

function NameGroup({ type, names }: { type: string; names: readonly Name[] }) {
  const hidden = hiddenTypes.value.has(type);
  const [all, setAll] = useState(false);
  const shown = all ? names : names.slice(0, FIRST);
  const label = typeNames(type);
  return (
    <section class={`names ${typeClass(type)}`}>
      <h3>
        <button
          type="button"
          aria-pressed={!hidden}
          title={hidden ? 'Mark them' : 'Do not mark them'}
          onClick={() => toggleType(type)}
        >
          <span class="swatch" aria-hidden="true" />
          {label}
          <span class="count">{names.length}</span>
        </button>
      </h3>
      <ul>
        {shown.map(({ entity, name, mentions }) => (
          <li key={entity} id={`name-${entity}`}>
            <button type="button" disabled={hidden} onClick={() => jumpTo(mentions[0] ?? 0)}>
              <bdi>{name}</bdi>
              <span class={mentions.length > 1 ? 'count' : 'hidden'}>
                {mentions.length}
                <span class="hidden"> {mentions.length === 1 ? 'mention' : 'mentions'}: go to the first</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {names.length > FIRST && (
        <button type="button" class="more-values" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${names.length - FIRST} more`}
          <span class="hidden"> {label}</span>
        </button>
      )}
    </section>
  );
}
