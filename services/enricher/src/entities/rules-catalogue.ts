/**
 * What each rule goes by, for people: `by` of a mention to one sentence that explains how the name was found. Names of
 * rules are kept for ever, because stored mentions carry them.
 */
export const RULES: Readonly<Record<string, string>> = {
  abbreviation: 'It stands in brackets after a name and abbreviates it, there or earlier in the release.',
  'head-noun': 'It is the last word of a body named before (“the Council”), with an article or “this” before it.',
  'instrument-case': 'Two parties stand on either side of “v.” or “vs.”.',
  'instrument-code': 'It cites a title or section of a code of law.',
  'instrument-european': 'It has the form in which European regulations and directives are numbered.',
  'instrument-head': 'The name ends in a word for laws and treaties, such as Act, Treaty or Convention.',
  'instrument-numbered': 'It has the form in which bills, orders and acts are numbered.',
  'instrument-resolution': 'It names a resolution by its number.',
  issuer: 'It is the name of the release’s issuer.',
  'name-model':
    'A model trained on press releases and Wikipedia takes it for a name of this type, by its words and what stands around all its mentions.',
  'name-widened': 'A place or nationality begins a longer capitalised name inside a sentence.',
  'organisation-about': 'It follows “About” at the head of a paragraph about a company.',
  'organisation-abroad': 'The name begins with a word for public bodies or associations in another language.',
  'organisation-acronym-name': 'A word in capitals that the release uses several times as a name.',
  'organisation-announces': 'It is what announces, launches or does something at the head of a sentence or title.',
  'organisation-brand-name': 'It is written like a brand, with capitals inside the word.',
  'organisation-byline': 'It follows a writer’s name, as the paper or house written for.',
  'organisation-credit': 'It stands in brackets at the end of a line, as the source.',
  'organisation-described': 'It is followed by “a provider of …” or the like, as companies introduce themselves.',
  'organisation-enumerated': 'It stands in one enumeration with other organisations.',
  'organisation-glued': 'It follows the heading “Contact Details”, which has lost its line.',
  'organisation-head': 'The name has a word for organisations, such as University, Agency or Group.',
  'organisation-legal-form': 'The name ends in a legal form, such as Ltd, Inc. or GmbH.',
  'organisation-numbered':
    'A number stands before a committee, panel or team, as bodies of the United Nations are named.',
  'organisation-office': 'Somebody holds an office there: “Chief Executive of …”, “…’s President”.',
  'organisation-prosecutor': 'A prosecutor’s or sheriff’s office with its county stands alone or ends a title.',
  'organisation-repeated-name': 'A word that no list knows and that the release keeps using as a name.',
  'organisation-ticker': 'A stock exchange and symbol follow it in brackets.',
  'organisation-web-name': 'A capitalised name with the ending of a web address, such as Acme.com.',
  'organisation-wire': 'It stands between slashes or dashes where releases name the wire that carries them.',
  'person-abroad': 'In another language, an office or a verb of speaking stands beside it.',
  'person-appointed': 'It follows “named” or “appointed”, and an office follows it.',
  'person-age': 'An age (“45-year-old”) or a word for a relative or victim stands before it.',
  'person-degree': 'An academic degree or honour follows it.',
  'person-enumerated': 'A given name that stands in one enumeration with a person.',
  'person-given-name': 'It begins with a known given name.',
  'person-initial': 'It has the initial of a given name.',
  'person-kin': 'A given name after “said”, “his wife” or the like.',
  'person-known-title': 'The title before it means this known person.',
  'person-line': 'It stands in a byline or contact, or on a line of its own above an office.',
  'person-listed': 'It is one of several lines, one after another, that look like names of people.',
  'person-office': 'An office or an age stands beside it, parted by a comma.',
  'person-said': 'It stands beside “said” or another verb of speaking.',
  'person-suffix': 'It ends in Jr. or Sr.',
  'person-title': 'A title such as Dr, President or Mrs stands before it.',
  'place-before-place': 'A known place follows it after a comma, and “in” or the like stands before it.',
  'place-dateline': 'It opens a paragraph before a date or dash, where releases name their place.',
  'place-enumerated': 'It stands in one enumeration with places, and the model takes it for one.',
  'place-head': 'The name has a word for places, such as County, River or Street.',
  'place-part': 'A direction stands before a known place: “East Texas”.',
  'place-residence': 'It follows a person’s age and “of”.',
  'place-road': 'It is a road by its number.',
  'place-sited': 'Something is based, held or located in it.',
  'product-called': 'A word for products follows it in small letters: “the … platform”.',
  'product-code': 'It is a code of letters and digits, as medicines in development have.',
  'product-enumerated': 'It stands in one enumeration with products.',
  'product-launched': 'It is what somebody launches, unveils or introduces.',
  'product-head': 'The name ends in a word for products, events, prizes or programmes.',
  'product-maker': 'A known maker’s name begins it.',
  'product-mark': 'A trade mark sign follows it.',
  'product-medicine': 'It has the ending by which names of medicines are formed, or is a known substance.',
  'product-named': 'It follows “called”, “powered by” or “apps such as”.',
  'product-quoted': 'It stands in quotation marks with its main words capitalised, as titles are written.',
  'product-version': 'A version number or a grade such as Pro ends it.',
  'short-form': 'A shorter form of a name given in full elsewhere in the release.',
  'spelled-out': 'The abbreviation of it stands in brackets after it.',
};

const LIST = /^dictionary:(.+)$/;

/** The sentence for a mention’s `by`; `dictionary:LIST` names the list. Undefined for a rule of another version. */
export function explainRule(by: string): string | undefined {
  const list = LIST.exec(by)?.[1];
  return list === undefined ? RULES[by] : `It stands in the list “${list}” of the gazetteer.`;
}
