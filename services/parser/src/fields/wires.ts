import { wordKey } from '../text/fold.ts';

/**
 * Services that pass releases on for others, by the names that stand in datelines, stamps and publisher fields; keys
 * without spaces, accents and punctuation. They issue releases of their own seldom.
 */
const WIRES = new Set(
  `prnewswire prnewswirefirstcall prnewswireusnewswire usnewswire usnewswireprnewswire cnwgroup cnw newswireca cision
  cisionprnewswire cisionprweb businesswire globenewswire globalnewswire primenewswire marketwired marketwire accesswire
  accessnewswire newsfilecorp newsfile prweb prwebcom 24-7pressrelease 247pressrelease einpresswire einnews einpresswirecom
  newsdirect newswire newswirecom issuewire prlog prurgent pressat presswire pressbox prfire openpr prunderground
  ots apaots aparesseportal pressetext presseportal newsaktuell dgap dgapnews dgapadhoc eqs eqsnews eqsgroup eqsadhoc
  openprde realwire responsesource mynewsdesk nasdaqomx notified prnewsasia prnasia mediaoutreach mediaoutreachnewswire
  acnnewswire jcnnewswire kyodojbn kyodonewsprwire prtimes atpress antaranews zawya meanewswire apo apogroup africanewsroom
  africannewsagency prwire actusnews actusnewswire newscision europapress comunicae servimedia adnkronos ansa
  eurekalert alphagalileo newswise rns investegate prnewsnow 3blmedia 3bl csrwire send2press prmac webwire
  pressreleasejet prdistribution pressadvantage baystreet abnewswire marketpresscom digitaljournal zexprwire kisspr
  getnews brandpush presscable xpr brandfeatured worldnewswire plentisoft vehement chainwire blockchainwire cryptoprnetwork
  associatedpress ap afp reuters dpa upi tass interfax xinhua pti ani ians yahoofinance marketwatch seekingalpha
  morningstar bloomberg benzinga streetinsider public publicnow publicnowcom govdelivery medianet aapmedianet scoop
  美通社 共同通信prワイヤー prニュースワイヤー`
    .split(/\s+/)
    .map((name) => name.replaceAll('-', '')),
);

const keyOf = (name: string): string => wordKey(name).replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a name is that of a known distributor of releases. */
export const isWire = (name: string): boolean =>
  WIRES.has(keyOf(name).replace(/(?:com|inc|llc|ltd)$/, '')) || WIRES.has(keyOf(name));

const WIRE_WORD =
  /wire|newswire|\bnews\b|press(?:e|a)?\b|prensa|prnet|pr$|^pr\b|\bots\b|通信|通訊|通讯|美通社|뉴스와이어/iu;

/** Whether a name between slashes or brackets sounds like one. */
export const soundsLikeWire = (name: string): boolean => WIRE_WORD.test(name) || isWire(name);
