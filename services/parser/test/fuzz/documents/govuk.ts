import { utf8, type Writer } from '../document.ts';
import { company, day, headline, isoTime, sentence } from '../prose.ts';
import type { Random } from '../random.ts';
import { articleMarkup } from './markup.ts';

/** An item of GOV.UK's content API, with history and notices. */
export const writeGovukContent: Writer = (random) => {
  const item = {
    base_path: `/government/news/${random.below(999)}`,
    content_id: '0b1c2d3e-0000-4000-8000-000000000003',
    document_type: random.pick(['press_release', 'news_story', 'speech', 'written_statement', 'redirect']),
    schema_name: random.pick(['news_article', 'news_article', 'speech', 'publication', 'gone']),
    title: headline(random),
    description: sentence(random),
    locale: random.pick(['en', 'cy', 'xx']),
    first_published_at: isoTime(random, day(random)),
    public_updated_at: isoTime(random, day(random)),
    ...(random.oneIn(4) && {
      withdrawn_notice: { explanation: `<p>${sentence(random)}</p>`, withdrawn_at: isoTime(random, day(random)) },
    }),
    details: {
      body: body(random),
      change_history: random.several(0, 3, () => ({
        note: sentence(random),
        public_timestamp: isoTime(random, day(random)),
      })),
    },
    links: { organisations: [{ title: company(random), base_path: '/government/organisations/o' }] },
  };
  return { mediaType: 'application/json', bytes: utf8(JSON.stringify(item, null, random.below(3))) };
};

const body = (random: Random): unknown =>
  random.oneIn(4) ? [{ content_type: 'text/html', content: articleMarkup(random) }] : articleMarkup(random);
