import type { NameType } from '../list-schema.ts';

/**
 * What Wikidata's description says an item is: a place, a product, an organisation, or nothing that is named in releases.
 * Items without a description are organisations: the index lists brands and operators.
 */
export function natureOf(description: string): NameType | undefined {
  if (NOTHING.test(description)) return undefined;
  if (!BODY.test(description) && PLACE.test(description)) return 'PLACE';
  return GOODS.test(description) && !BODY.test(description) ? 'PRODUCT' : 'ORG';
}

const NOTHING =
  /\b(?:flag|family name|given name|disambiguation|Wikimedia|human|person|politician|businessman|entrepreneur|painter|album|film|song|list of|building|painting|species|railway station|metro station|station in|bus route|railway line|line in|street|road)\b/i;

/** Words for organisations: “company based in the city of …” is no city. */
const BODY =
  /\b(?:compan\w*|corporation|chain|operator|agenc\w+|authorit\w+|council|government (?:of|department|body)|department (?:store|of)|ministry|bank|retailer|manufacturer|network|system|service|services|school|university|college|hospital|church|police|brigade|newspaper|cooperative|utility|enterprise|association|organi[sz]ation|foundation|institut\w+|franchise|store|stores|shop|shops|restaurant|restaurants|supermarket\w*|hotel|hotels|provider|group|firm|insurer|airline|club|trust|union|office|subsidiary|museum|library)\b/i;

const PLACE =
  /\b(?:city|town|village|municipality|commune|county|borough|province|prefecture|canton|oblast|township|region|island|state|country|capital|district|voivodeship|department|hamlet|civil parish|settlement|territory|ward|metropolis|census-designated place|gmina|suburb|neighbou?rhood|park|forest)\b/i;

const GOODS =
  /\b(?:brand of|line of|type of) .*\b(?:ice cream|beer|drinks?|soda|chocolates?|cigarettes?|water|coffee|tea|wine|whisk\w+|vodka|cola|juice|snacks?|candy|sweets|cosmetics|toys?|shoes|sneakers|cars?|motorcycles?|smartphones?|computers?)\b/i;
