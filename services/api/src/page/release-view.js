import { el, foreignLink, getJson, marked } from './dom.js';
import { moment, statedTime } from './format.js';
import { searchHash } from './search-view.js';

const TYPES = {
  PERSON: 'Persons',
  ORG: 'Organisations',
  PLACE: 'Places',
  DEMONYM: 'Demonyms',
  INSTRUMENT: 'Instruments',
  PRODUCT: 'Products',
};

/** One release: its text with the names marked, what is known of it, its revisions, its way. */
export async function releaseView(id, signal, say) {
  const [release, way] = await Promise.all([
    getJson(`/api/v1/releases/${encodeURIComponent(id)}`, signal),
    getJson(`/api/v1/releases/${encodeURIComponent(id)}/way`, signal),
  ]);
  const { content } = release;
  say(content?.title ?? 'A withdrawn release');
  return el(
    'article',
    { class: 'text', lang: content?.language },
    content === null ? el('h1', {}, 'Withdrawn before it was read') : textView(content),
    el(
      'section',
      { lang: 'en' },
      content && namesView(content),
      el('h2', {}, 'Revisions'),
      revisionsView(release),
      el('h2', {}, 'Way'),
      wayView(way, release.provenance),
    ),
  );
}

/** Title and body. Mentions count over title and blocks joined by two newlines: each part knows where it begins. */
function textView(content) {
  let offset = 0;
  const part = (text) => {
    const from = offset;
    offset += text.length + 2;
    const inside = content.mentions.filter(({ start, end }) => start >= from && end <= from + text.length);
    return marked(
      text,
      inside.map((mention) => markOf(mention, content.entities[mention.entity], from)),
    );
  };
  const title = el('h1', {}, part(content.title));
  const blocks = content.body.map((block) => blockView(block, part(block.text)));
  return [title, factsView(content), ...blocks];
}

const markOf = ({ start, end }, entity, from) => ({
  start: start - from,
  end: end - from,
  attributes: {
    class: (entity?.type ?? '').toLowerCase().replace(/[^a-z]/g, ''),
    title: [entity?.name, entity?.type.toLowerCase(), entity?.iso2, entity?.wikidata].filter(Boolean).join(' · '),
  },
});

function blockView({ kind, level }, parts) {
  if (kind === 'heading') return el(`h${Math.min(6, Math.max(2, level ?? 2))}`, {}, parts);
  if (kind === 'list-item') return el('ul', {}, el('li', {}, parts));
  if (kind === 'quote') return el('blockquote', {}, parts);
  if (kind === 'table' || kind === 'code') return el('pre', {}, parts);
  return el('p', { class: kind === 'caption' ? 'soft' : undefined }, parts);
}

function factsView(content) {
  const { issuer, distributor, published, modified } = content;
  const facts = [
    ['Issuer', issuer && [issuer.name, el('span', { class: 'soft' }, ` (from ${issuer.from})`)]],
    [
      'Published',
      published && [
        statedTime(published),
        el('span', { class: 'soft' }, ` (${published.from}: “${published.stated}”)`),
      ],
    ],
    ['Modified', modified && statedTime(modified)],
    ['Distributor', distributor && [distributor.name, distributor.at && `, ${statedTime(distributor.at)}`]],
    ['Kind', content.kind],
    ['Language', content.language],
    ['Address', content.url && foreignLink(content.url)],
  ];
  return el(
    'dl',
    { lang: 'en' },
    facts.filter(([, value]) => value).map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );
}

function namesView({ entities, topics }) {
  const groups = Object.entries(TYPES).map(([type, label]) => [
    type,
    label,
    entities.filter((entity) => entity.type === type),
  ]);
  return [
    topics.length > 0 && [
      el('h2', {}, 'Topics'),
      el(
        'p',
        {},
        topics.flatMap(({ id, name, by }, at) => [
          at > 0 && ' · ',
          el('a', { href: searchHash(`topic:"${id}"`, 'newest'), title: `${id}, from: ${by}` }, name),
        ]),
      ),
    ],
    entities.length > 0 && [
      el('h2', {}, 'Names'),
      el(
        'dl',
        {},
        groups
          .filter(([, , members]) => members.length > 0)
          .map(([type, label, members]) => [
            el('dt', {}, el('mark', { class: type.toLowerCase() }, label)),
            el('dd', {}, [...new Set(members.map(({ name }) => name))].join(' · ')),
          ]),
      ),
    ],
  ];
}

const table = (heads, rows) =>
  el(
    'div',
    { class: 'scroll' },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          heads.map((head) => el('th', { scope: 'col' }, head)),
        ),
      ),
      el(
        'tbody',
        {},
        rows.map((cells) =>
          el(
            'tr',
            {},
            cells.map((cell) => el('td', {}, cell)),
          ),
        ),
      ),
    ),
  );

function revisionsView({ revisions, captures }) {
  const rawOf = new Map(captures.map(({ id, raw }) => [id, raw]));
  return table(
    ['', 'Title', 'First seen', 'Last seen', 'Looks', ''],
    revisions.map((revision) => {
      const raw = rawOf.get(revision.name);
      return [
        String(revision.number),
        revision.title ?? 'withdrawn',
        moment(revision.firstSeen),
        moment(revision.lastSeen),
        String(revision.captures.length),
        raw ? el('a', { href: raw, download: true }, 'original bytes') : '',
      ];
    }),
  );
}

function wayView({ captures }, provenance) {
  const shown = captures.find(({ capture }) => capture === provenance?.capture) ?? captures.at(-1);
  const rows = [
    [`fetched from ${shown.source.title ?? shown.source.id}`, '', moment(shown.fetchedAt)],
    ['accepted', '', moment(shown.ingestedAt)],
    ...shown.stages.map(({ stage, version, at }) => [stage, version, moment(at)]),
  ];
  return table(['Stage', 'Version', 'When'], rows);
}
