import { utf8, type Writer } from '../document.ts';
import { company, day, headline, paragraph, slashDay } from '../prose.ts';

/** Issuer, a line with date, kind and distributor, title, paragraphs, in either order. */
export const writeStamp: Writer = (random) => {
  const issuer = random.oneIn(5) ? [] : [company(random)];
  const kind = random.pick(['Press release', 'Statement', 'Notice', 'Speech']);
  const stamp = `${slashDay(day(random))} | ${kind} | Distributed by ${random.pick(['Relaywire', 'Public'])} on ${slashDay(day(random))} ${random.between(0, 23)}:05`;
  const title = [headline(random)];
  const head = random.oneIn(2) ? [...issuer, stamp, ...title] : [...title, ...issuer, stamp];
  const text = [...head, ...random.several(0, 8, () => paragraph(random))].join(
    random.pick(['\n\n', '\r\n\r\n', '\n\n\n']),
  );
  return { mediaType: 'text/plain', bytes: utf8((random.oneIn(6) ? '\uFEFF' : '') + text) };
};
