import type { Survey } from './surveyed.ts';

/** What the `meta` elements of a page say, by folded name; the first of a name counts. */
export type Meta = ReadonlyMap<string, MetaValue>;

export interface MetaValue {
  readonly content: string;
  /** As the page writes it, in lower case: `article:published_time`. */
  readonly name: string;
}

/** Names that state the publication as such, most telling first; punctuation and case are folded. */
export const PUBLISHED =
  'articlepublishedtime articlepublished ogarticlepublishedtime ogpublishedtime ogpubdate datepublished rnewsdatepublished publishedtime publisheddate publishdate publishedat publishtime publishedon pubdate publicationdate publicationdatetime originalpublicationdate dateofpublication datepublication dcdateissued dctermsissued dctermsdateissued dctermsavailable sailthrudate parselypubdate cxenseparserecspublishtime cxenseparsepublishtime mediatorpublishedtime citationpublicationdate citationdate citationonlinedate prismpublicationdate articledateoriginal releasedate btpubdate vrpublished gentimedisplay iodate'.split(
    ' ',
  );
/** Names that may state the publication, or something else. */
export const DATED =
  'displaydate articlecreated dcdatecreated dctermscreated datecreated dcdate dctermsdate date pubtime published created firstpublished issued weiboarticlecreateat'.split(
    ' ',
  );
export const MODIFIED =
  'articlemodifiedtime articlemodified ogupdatedtime ogmodifiedtime datemodified dctermsmodified dcdatemodified dcmodified lastmodified lastmod modified modifieddate modifiedtime dateupdate updatetime updatedtime revised articleupdated articledateupdated mediatorupdated rnewsdatemodified prismmodificationdate moddate'.split(
    ' ',
  );

export function metaOf(survey: Survey): Meta {
  const meta = new Map<string, MetaValue>();
  for (const { name, content } of survey.metas) {
    const key = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (key !== '' && !meta.has(key)) meta.set(key, { content, name: name.toLowerCase() });
  }
  return meta;
}

/** The texts of the first of some names that has one. */
export function metaText(meta: Meta, keys: readonly string[]): MetaValue | undefined {
  for (const key of keys) {
    const value = meta.get(key);
    if (value && value.content.trim() !== '') return value;
  }
  return undefined;
}
