import { wordKey } from '../../text/fold.ts';

/**
 * Regions as they follow a city in datelines: states and provinces with the short forms of the post and of press
 * style, and countries by their usual English names. Keys as `wordKey` makes them (no full stops).
 */
const REGIONS = new Set(
  `al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd
  tn tx ut vt va wa wv wi wy dc pr ab bc mb nb nl ns nt nu on pe qc sk yt nsw vic qld tas
  ala ariz ark calif colo conn del fla ill ind kan mass md mich minn miss mont neb nev okla ore penn tenn tex wash wis wyo
  alta man ont que sask uk us usa uae prc eu sa nt act
  alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa
  kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada
  ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming
  alberta manitoba ontario quebec saskatchewan england scotland wales bavaria bayern victoria queensland tasmania
  argentina australia austria bahrain bangladesh belgium bermuda brazil brasil bulgaria canada chile china colombia croatia
  cyprus denmark deutschland egypt estonia finland france germany ghana greece hungary iceland india indonesia ireland
  israel italy italia japan jordan kenya kuwait latvia lebanon lithuania luxembourg malaysia malta mexico morocco nepal
  netherlands nederland nigeria norway oman pakistan panama peru philippines poland portugal qatar romania rwanda serbia
  singapore slovakia slovenia spain sweden switzerland schweiz taiwan tanzania thailand tunisia turkey turkiye uganda
  ukraine uruguay vietnam zambia zimbabwe europe africa asia`
    .split(/\s+/)
    .concat(
      `new york|new jersey|new hampshire|new mexico|north carolina|south carolina|north dakota|south dakota|rhode island|
      west virginia|district of columbia|puerto rico|british columbia|new brunswick|nova scotia|newfoundland|
      prince edward island|new south wales|south australia|western australia|northern ireland|united states|united kingdom|
      united arab emirates|saudi arabia|south africa|south korea|korea|new zealand|costa rica|czech republic|sri lanka|
      hong kong|hong kong sar|the netherlands|cayman islands|british virgin islands|w va|n c|s c|n d|s d|n h|n j|n m|n y|r i|d c|
      dominican republic|el salvador|papua new guinea|new zealand`
        .split('|')
        .map((name) => name.trim()),
    ),
);

/** Cities that stand in datelines without their region; keys as `wordKey` makes them. */
const CITIES = new Set(
  `abu dhabi|accra|addis ababa|adelaide|algiers|almaty|amman|amsterdam|ankara|antwerp|antwerpen|astana|athens|atlanta|auckland|
  austin|baghdad|baku|baltimore|bangalore|bengaluru|bangkok|barcelona|basel|beijing|beirut|belfast|belgrade|bergen|berlin|bern|
  bilbao|birmingham|bogota|bologna|bombay|bonn|bordeaux|boston|brasilia|bratislava|bremen|brisbane|bristol|brussels|brüssel|
  bruxelles|brussel|bucharest|bucuresti|budapest|buenos aires|cairo|calgary|cambridge|canberra|cape town|cardiff|casablanca|
  charlotte|chennai|chicago|cincinnati|cleveland|cologne|koln|colombo|copenhagen|københavn|kobenhavn|dakar|dallas|delhi|den haag|
  denver|detroit|dhaka|doha|dortmund|dresden|dubai|dublin|durban|dusseldorf|edinburgh|edmonton|eindhoven|espoo|essen|firenze|
  florence|frankfurt|frankfurt am main|geneva|genf|geneve|ghent|glasgow|gothenburg|goteborg|guadalajara|guangzhou|hamburg|hannover|
  hanoi|havana|heidelberg|helsinki|ho chi minh city|hong kong|honolulu|houston|hyderabad|indianapolis|innsbruck|istanbul|jakarta|
  jeddah|jerusalem|johannesburg|kansas city|karachi|kathmandu|kiel|kigali|kyiv|kobe|kolkata|krakow|kuala lumpur|kuwait city|
  kyoto|la haye|lagos|lahore|las vegas|lausanne|leeds|leipzig|lima|lille|limassol|linz|lisbon|lisboa|liverpool|ljubljana|london|
  los angeles|lugano|luxembourg|lyon|lyons|macau|madrid|malmo|manama|manchester|manila|marseille|medellin|melbourne|memphis|
  mexico city|ciudad de mexico|miami|milan|milano|milwaukee|minneapolis|montevideo|montreal|monterrey|moscow|moskau|москва|
  mumbai|munich|munchen|muscat|nairobi|nantes|naples|napoli|nashville|new delhi|new orleans|new york|new york city|nice|nicosia|
  nuremberg|nurnberg|oklahoma city|orlando|osaka|oslo|ottawa|oxford|palo alto|panama city|paris|perth|philadelphia|phoenix|
  pittsburgh|portland|porto|prag|prague|praha|pretoria|quebec|quito|rabat|reykjavik|riga|rio de janeiro|riyadh|rom|rome|roma|
  rotterdam|salt lake city|salzburg|san antonio|san diego|san francisco|san jose|san juan|santiago|santo domingo|sao paulo|
  sapporo|sarajevo|seattle|seoul|sevilla|shanghai|sheffield|shenzhen|singapore|skopje|sofia|st louis|stockholm|strasbourg|
  stuttgart|sydney|taipei|tallinn|tampa|tashkent|tbilisi|tel aviv|the hague|tirana|tokyo|toronto|toulouse|trieste|tunis|turin|
  torino|turku|uppsala|utrecht|valencia|vancouver|venice|vienna|wien|vilnius|warsaw|warszawa|washington|washington dc|wellington|winnipeg|
  wolfsburg|yangon|yerevan|zagreb|zurich|zug|санкт-петербург|київ|北京|上海|東京|香港|서울`
    .split('|')
    .map((name) => wordKey(name)),
);

/** Words of organisations: what holds one is no place. */
const ORGANISATION =
  /\b(?:inc|corp|corporation|ltd|limited|llc|llp|plc|gmbh|ag|se|nv|bv|s\.?p\.?a|s\.?a|s\.?l|group|holdings?|company|board|ministry|department|university|institute|association|foundation|bank|office|agency|council|committee|team|staff|newsroom|editor|reporter|investors?|shareholders?)\b\.?/i;

/** First words of lines that look like datelines and are none. */
const NO_PLACE = new Set(
  `note notes update updated correction corrected summary overview background question answer photo video image source sources
  breaking exclusive new news press media release statement date dated published posted released issued contact contacts by
  in on at as with after for from the a an this that these our we i it they he she his her their when while where why how what who
  since following according to about effective today yesterday tomorrow ends end embargo embargoed immediate ref tel phone
  email fax web tags topics category highlights results revenue q1 q2 q3 q4 fy fiscal first second third fourth quarter
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
  november december spring summer autumn fall winter am im der die das un une ein eine het
  hinweis aktuell stand datum fecha data kontakt pressemitteilung communique comunicado comunicato nota step chapter part section
  figure table item version copyright share read click see here more back home menu search`.split(/\s+/),
);

const MOST = 80;
const WORDS_MOST = 12;
const JOINS =
  /^(?:and|und|et|y|e|och|og|ja|en|i|of|de|del|di|da|do|la|le|les|el|the|am|an|der|im|in|sur|sous|upon|on|near|bei|s\/|\/|&|-|–)$/iu;

/** Whether a text can be a place as datelines write it, given that a date or a wire follows. */
export function isPlace(text: string): boolean {
  if (text === '' || text.length > MOST || /[\d@!?:;"“”|*]|\/\/|[.]\s+\p{Lu}\p{Ll}{3,}\s+\p{Ll}/u.test(text))
    return false;
  const words = text.split(/[\s,]+/u).filter((word) => word !== '');
  if (words.length > WORDS_MOST || !/^[\p{Lu}\p{Lo}]/u.test(text)) return false;
  if (NO_PLACE.has(wordKey(words[0] ?? '')) && words.length < 3 && !isCity(text)) return false;
  if (ORGANISATION.test(withoutRegion(text))) return false;
  return words.every((word) => JOINS.test(word) || /^['’(]?(?:d['’]|l['’])?[\p{Lu}\p{Lo}]/u.test(word));
}

/** `Reno, NV`: some regions are written as legal forms are. */
function withoutRegion(text: string): string {
  const comma = text.lastIndexOf(',');
  return comma > 0 && isRegion(text.slice(comma + 1)) ? text.slice(0, comma) : text;
}

/** Whether it can be one by itself, before nothing but a dash: in capitals, or a well-known city, or with its region. */
export function isPlainPlace(text: string): boolean {
  if (text.length > 60 || !isPlace(text)) return false;
  const parts = text.split(/\s*,\s*/);
  if (NO_PLACE.has(wordKey(parts[0] ?? '').split(' ', 1)[0] ?? '') && !isCity(text)) return false;
  const [first = '', ...rest] = parts;
  if (rest.length > 0) return rest.length <= 3 && rest.every((part) => isRegion(part) || isCity(part));
  return isCapitals(first) || first.split(/\s+(?:and|und|et|y|e|&)\s+|\s?\/\s?/u).every(isCity);
}

/** Two to four words in capitals, none of them a usual heading's. */
const isCapitals = (text: string): boolean =>
  text.length >= 4 &&
  text === text.toUpperCase() &&
  text !== text.toLowerCase() &&
  text.split(/\s+/).length <= 4 &&
  text.split(/\s+/).every((word) => !NO_PLACE.has(wordKey(word)));

export const isRegion = (text: string): boolean => REGIONS.has(wordKey(text));
export const isCity = (text: string): boolean => CITIES.has(wordKey(text));

export function isCityOrRegion(text: string): boolean {
  const key = wordKey(text);
  return CITIES.has(key) || REGIONS.has(key);
}

/** Whether a text that may be a place is known to be one, or ends with a known region. */
export function isKnownPlace(text: string): boolean {
  const parts = text.split(/\s*,\s*/);
  return isCity(parts[0] ?? '') || (parts.length > 1 && isRegion(parts.at(-1) ?? ''));
}
