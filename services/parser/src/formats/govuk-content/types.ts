import { type Fields, fieldsOf, textIn } from './item.ts';

/** What the kinds of GOV.UK documents are called in the words that name a release's kind. */
const KINDS: Readonly<Record<string, string>> = {
  press_release: 'press release',
  news_story: 'news story',
  world_news_story: 'news story',
  news_article: 'news story',
  world_location_news_article: 'news story',
  government_response: 'statement',
  written_statement: 'statement',
  oral_statement: 'oral statement',
  speech: 'speech',
  transcript: 'transcript',
  draft_text: 'speech',
  speaking_notes: 'speech',
  authored_article: 'article',
  case_study: 'article',
  fatality_notice: 'notice',
  notice: 'notice',
  decision: 'notice',
  statistics_announcement: 'announcement',
};
const REPORT = /statistics|report|research|analysis|policy_paper|html_publication|transparency|foi_release/;
const NOTICE = /consultation|call_for_evidence|notice|alert|recall/;

/** A document type in words that name a kind; as it stands where it names none. */
export function kindOfDocument(type: string): string {
  const known = KINDS[type];
  if (known !== undefined) return known;
  if (NOTICE.test(type)) return 'notice';
  return REPORT.test(type) ? 'report' : type.replaceAll('_', ' ');
}

const PLACEHOLDER = /^(?:placeholder|special_route|external_content|coming_soon|vanish|substitute)/;
/** Schemas of pages that lead to documents and are none. */
const LEADS =
  /^(?:finder|search|homepage|taxon|topic|mainstream_browse_page|organisation|worldwide_organisation|world_location|person|role|ministers_index|government|contact|historic_appointments?|step_by_step_nav|travel_advice_index|hmrc_manual_section_index|facet|calendar|landing_page|.{1,40}_(?:homepage|index|signup|list))s?$/;

/** Why an item is no release, in a sentence; `undefined` where it may be one. */
export function unreadable(item: Fields): string | undefined {
  if (Array.isArray(item.results) || Array.isArray(item.items)) {
    return 'The JSON is a list of GOV.UK search results, not a content item. Add the items that it lists, each by its own address.';
  }
  const schema = textIn(item, 'schema_name') ?? textIn(item, 'document_type') ?? '';
  const path = textIn(item, 'base_path') ?? 'without a path';
  if (schema === 'redirect') {
    return `The GOV.UK item ${path} is a redirect and has no text. Add the address that it leads to.`;
  }
  if (schema === 'gone') return gone(item, path);
  if (PLACEHOLDER.test(schema)) {
    return `The GOV.UK item ${path} holds a place (${schema}) and has no text yet. Fetch it again once it is published.`;
  }
  if (LEADS.test(schema)) {
    return `The GOV.UK item ${path} is a page of the kind ${schema}, which lists or describes and announces nothing. Take it off the source.`;
  }
  return undefined;
}

function gone(item: Fields, path: string): string {
  const other = textIn(fieldsOf(item.details), 'alternative_path');
  const next = other === undefined ? 'There is nothing to fetch any more' : `Its publisher names ${other} instead`;
  return `The GOV.UK item ${path} is gone: it was unpublished. ${next}; take its address off the source.`;
}
