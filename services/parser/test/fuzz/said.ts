import type { ParsedReleasePresent } from '@presswatch/events';

/** Words that a release says in its title, its body and wherever it repeats words `as stated`, with their field. */
export function* saidIn(release: ParsedReleasePresent): Generator<readonly [string, string]> {
  yield ['title', release.title];
  for (const [i, block] of release.body.entries()) yield [`body[${i}]`, block.text];
  if (release.issuer && release.issuer.from !== 'source') yield ['issuer', release.issuer.name];
  if (release.distributor) yield ['distributor', release.distributor.name];
  const { dateline } = release;
  if (dateline) {
    yield ['dateline', dateline.stated];
    yield ['dateline.place', dateline.place ?? ''];
    yield ['dateline.wire', dateline.wire ?? ''];
  }
  yield* timesOf(release);
  for (const ticker of release.tickers ?? []) yield ['tickers', ticker.stated];
  for (const contact of release.contacts ?? []) {
    const { name = '', role = '', organisation = '', emails, phones } = contact;
    yield ['contacts', [name, role, organisation, ...emails, ...phones].join('\n')];
  }
  for (const change of release.history ?? []) yield ['history', change.note];
  yield ['withdrawn', release.withdrawn?.note ?? ''];
}

function* timesOf(release: ParsedReleasePresent): Generator<readonly [string, string]> {
  yield ['published', release.published?.stated ?? ''];
  yield ['modified', release.modified?.stated ?? ''];
  yield ['distributor.at', release.distributor?.at?.stated ?? ''];
  yield ['dateline.date', release.dateline?.date?.stated ?? ''];
  yield ['withdrawn.at', release.withdrawn?.at?.stated ?? ''];
  for (const change of release.history ?? []) yield ['history.at', change.at.stated];
}
