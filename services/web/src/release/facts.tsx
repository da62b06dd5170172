import type { ComponentChildren } from 'preact';
import type { Contact, Content, Release, StatedTime } from '../../generated/api.ts';
import { searchHref } from '../router.ts';
import { counted } from '../text/counts.ts';
import { diallable } from '../text/phones.ts';
import { termFor } from '../text/query-terms.ts';
import { formatName, fromName, kindName, languageName, readable, readFrom } from '../text/words.ts';
import { Foreign, ForeignLink, Moment, Stated } from '../ui/parts.tsx';

interface Fact {
  readonly name: string;
  readonly value: ComponentChildren;
  /** Where it was read. */
  readonly from?: string | undefined;
  /** The words it was read from. */
  readonly stated?: string | undefined;
}

/** The fields of a release, each with where it was read. */
export function Facts({ release, content }: { release: Release; content: Content }) {
  const facts = factsOf(release, content);
  return (
    <>
      <section class="panel" aria-labelledby="facts-title">
        <h2 id="facts-title">Fields</h2>
        <dl class="facts">
          {facts.map(({ name, value, from, stated }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {value}
                {(from !== undefined || stated !== undefined) && (
                  <span class="from">
                    {from !== undefined && readFrom(from)}
                    {stated !== undefined && (
                      <>
                        {from !== undefined && ': '}
                        <q>
                          <bdi>{stated}</bdi>
                        </q>
                      </>
                    )}
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <Contacts contacts={content.contacts ?? []} />
      <History content={content} />
      <Links content={content} />
    </>
  );
}

const timed = (name: string, time: StatedTime | undefined): Fact[] =>
  time === undefined ? [] : [{ name, value: <Stated time={time} full />, from: time.from, stated: time.stated }];

function factsOf(release: Release, content: Content): Fact[] {
  const { issuer, distributor, dateline, tickers = [], language, url, provenance = {} } = content;
  const source = release.provenance?.source;
  const others = Object.entries(provenance).filter(([field]) => !['language', 'kind', 'url'].includes(field));
  const facts: (Fact | false | undefined)[] = [
    issuer && {
      name: 'Issuer',
      value: (
        <a href={searchHref(termFor('issuer', issuer.name))}>
          <Foreign>{issuer.name}</Foreign>
        </a>
      ),
      from: issuer.from,
    },
    ...timed('Published', content.published),
    ...timed('Modified', content.modified),
    { name: 'First seen', value: <Moment at={release.firstSeen} /> },
    dateline && {
      name: 'Dateline',
      value: (
        <>
          {dateline.place !== undefined && <Foreign>{dateline.place}</Foreign>}
          {dateline.place !== undefined && dateline.date !== undefined && ', '}
          {dateline.date !== undefined && <Stated time={dateline.date} />}
          {dateline.wire !== undefined && <span class="soft"> by {dateline.wire}</span>}
        </>
      ),
      stated: dateline.stated,
    },
    tickers.length > 0 && {
      name: tickers.length === 1 ? 'Ticker' : 'Tickers',
      value: (
        <ul class="tickers">
          {tickers.map(({ exchange, symbol, stated }) => (
            <li key={`${exchange} ${symbol}`} title={stated}>
              <span class="soft">{exchange}</span> {symbol}
            </li>
          ))}
        </ul>
      ),
    },
    distributor && {
      name: 'Distributor',
      value: (
        <>
          <a href={searchHref(termFor('distributor', distributor.name))}>
            <Foreign>{distributor.name}</Foreign>
          </a>
          {distributor.at !== undefined && (
            <>
              , <Stated time={distributor.at} full />
            </>
          )}
        </>
      ),
      stated: distributor.at?.stated,
    },
    language !== undefined && { name: 'Language', value: languageName(language), from: provenance.language },
    { name: 'Kind', value: kindName(content.kind), from: provenance.kind },
    source && {
      name: 'Source',
      value: (
        <>
          <a href={searchHref(termFor('source', source.id))}>{source.title ?? source.id}</a>
          <span class="soft"> ({source.kind})</span>
        </>
      ),
    },
    url !== undefined && { name: 'Address', value: <ForeignLink href={url} />, from: provenance.url },
    { name: 'Read as', value: formatName(content.format) },
    others.length > 0 && {
      name: 'Read from',
      value: (
        <ul>
          {others.map(([field, from]) => (
            <li key={field}>
              <span class="soft">{readable(field)}:</span> {fromName(from)}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return facts.filter((fact): fact is Fact => fact !== undefined && fact !== false);
}

function Contacts({ contacts }: { contacts: readonly Contact[] }) {
  if (contacts.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="contacts-title">
      <h2 id="contacts-title">Contacts</h2>
      <ul class="contacts">
        {contacts.map(({ name, role, organisation, emails, phones, urls = [] }) => (
          <li key={[name, organisation, ...emails, ...phones].join(' ')}>
            {name !== undefined && <strong>{name}</strong>}
            {[role, organisation].filter(Boolean).length > 0 && (
              <span class="soft">{[role, organisation].filter(Boolean).join(', ')}</span>
            )}
            {emails.map((email) => (
              <a key={email} href={`mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`}>
                {email}
              </a>
            ))}
            {phones.map((phone) => (
              <a key={phone} href={`tel:${diallable(phone)}`}>
                {phone}
              </a>
            ))}
            {urls.map((url) => (
              <ForeignLink key={url} href={url} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ content: { history = [] } }: { content: Content }) {
  if (history.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="history-title">
      <h2 id="history-title">Changes that the issuer tells of</h2>
      <ol class="history">
        {history.map(({ at, note }) => (
          <li key={`${at.value} ${note}`}>
            <Stated time={at} />
            <span dir="auto">{note === '' ? 'No reason given' : note}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const MOST_LINKS = 12;

function Links({ content: { links } }: { content: Content }) {
  if (links.length === 0) return null;
  const list = (some: Content['links']) => (
    <ul class="links">
      {some.map(({ url, text }, at) => (
        <li key={at}>
          <ForeignLink href={url}>{text === undefined || text === '' ? url : <bdi>{text}</bdi>}</ForeignLink>
        </li>
      ))}
    </ul>
  );
  return (
    <section class="panel" aria-labelledby="links-title">
      <h2 id="links-title">Links</h2>
      {list(links.slice(0, MOST_LINKS))}
      {links.length > MOST_LINKS && (
        <details>
          <summary>{counted(links.length - MOST_LINKS, 'more link')}</summary>
          {list(links.slice(MOST_LINKS))}
        </details>
      )}
    </section>
  );
}
