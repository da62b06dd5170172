/**
 * Exchanges and markets by the code that tickers get here, with the spellings that releases use for each. Spellings are
 * compared without case, spaces and punctuation. Where a market has a code that everybody writes, that is it (NASDAQ,
 * NYSE, LSE, TSXV); the others go by their operator's own abbreviation.
 */
const SPELLINGS: Readonly<Record<string, string>> = {
  NASDAQ:
    'nasdaq|nasdaqgs|nasdaqgm|nasdaqcm|nasdaqglobalselect|nasdaqglobalselectmarket|nasdaqglobalmarket|nasdaqcapitalmarket|nasdaqcapitalmarkets|nasdaqstockmarket|nasdaqstockexchange|nasdq|nasdaqglobal|nasdaqcapital|nasdaqnewyork|nasdaqnm|nasd|nas|xnas',
  NYSE: 'nyse|newyorkstockexchange|nysenewyork|nyseus|xnys',
  'NYSE AMERICAN': 'nyseamerican|nyseamericanllc|nysemkt|amex|nyseamex|americanstockexchange|nyseamerica|xase',
  'NYSE ARCA': 'nysearca|arca|arcx',
  CBOE: 'cboe|cboebzx|bats|cboeus',
  OTC: 'otc|otcmarkets|otcmarket|otcbb|otcus|otcusa|otcmkts|overthecounter|otcbulletinboard|otcexpertmarket|usotc',
  OTCQB: 'otcqb|otcqbventuremarket|otcqbmarket|otcmarketsotcqb|otcmarketsgroupotcqb',
  OTCQX: 'otcqx|otcqxbest|otcqxbestmarket|otcqxinternational|otcqxmarket|otcmarketsotcqx',
  'OTC PINK':
    'otcpink|pink|pinksheets|otcpinksheets|otcpk|otcpinkmarket|otcid|otcpinkcurrent|otcpinkopenmarket|pinkcurrent',
  TSX: 'tsx|torontostockexchange|tsxtoronto|toronto|xtse|tor',
  TSXV: 'tsxv|tsxventure|tsxventureexchange|tsxve|tsxvn|cve|xtsx',
  CSE: 'cse|cnsx|canadiansecuritiesexchange|canadianstockexchange|thecse|xcnq',
  'CBOE CANADA': 'cboecanada|cboeca|neo|neoexchange|aequitasneo|neoe',
  LSE: 'lse|lon|londonstockexchange|london|lsemain|lsemainmarket|londonse|ln|xlon',
  AIM: 'aim|londonaim|lseaim|aimlse|aimlondon|londonstockexchangeaim|aimmarket',
  AQSE: 'aqse|aquis|aquisexchange|aquisstockexchange|nexgrowthmarket|apex',
  'EURONEXT PARIS': 'euronextparis|epa|parisbourse|enxtpa|nyseeuronextparis|parisstockexchange|paris|xpar',
  'EURONEXT AMSTERDAM': 'euronextamsterdam|ams|aex|enxtam|amsterdam|xams|amsterdamstockexchange|nyseeuronextamsterdam',
  'EURONEXT BRUSSELS': 'euronextbrussels|ebr|enxtbr|brussels|xbru|euronextbrussel|euronextbruxelles',
  'EURONEXT LISBON': 'euronextlisbon|euronextlisboa|eli|enxtls|xlis|psi',
  'EURONEXT DUBLIN': 'euronextdublin|irishstockexchange|isedublin|eudublin|xdub',
  'EURONEXT MILAN':
    'euronextmilan|euronextmilano|borsaitaliana|bit|mta|milan|milano|euronextstarmilan|mil|xmil|borsamilano',
  'EURONEXT OSLO':
    'osloborsen|oslobors|oslobørs|euronextoslo|euronextoslobors|ose|osl|oslostockexchange|oslo|xosl|euronextexpand',
  'EURONEXT GROWTH':
    'euronextgrowth|euronextgrowthparis|euronextgrowthmilan|euronextgrowthoslo|euronextgrowthbrussels|alternext|algrowth|aim italia|egm|euronextaccess',
  EURONEXT: 'euronext|enx|enxt|nyseeuronext',
  XETRA: 'xetra|etr|xetr|deutscheborse|deutscheborsexetra|ger|xetrafrankfurt|gr',
  FSE: 'fse|fra|frankfurt|fwb|frankfurtstockexchange|frankfurterborse|frankfurterwertpapierborse|borsefrankfurt|xfra|ffm',
  STU: 'stu|stuttgart|borsestuttgart|stuttgartstockexchange',
  BER: 'ber|berlin|borseberlin|berlinstockexchange',
  MUN: 'mun|munich|munichstockexchange|borsemunchen',
  TRADEGATE: 'tradegate|tgat|tradegateexchange',
  VSE: 'vie|wbag|viennastockexchange|wienerborse|vienna|wien|xwbo',
  SIX: 'six|swx|sixswissexchange|swissexchange|vtx|ebs|siswx|xswx|sixse',
  BME: 'bme|bolsademadrid|bmad|mce|madrid|xmad|bolsasymercadosespanoles|mse',
  'NASDAQ STOCKHOLM': 'nasdaqstockholm|sto|omx|omxstockholm|nasdaqomxstockholm|stockholm|xsto|omxsto|nasdaqomx',
  'NASDAQ HELSINKI': 'nasdaqhelsinki|hel|omxhelsinki|nasdaqomxhelsinki|helsinki|xhel|omxh',
  'NASDAQ COPENHAGEN': 'nasdaqcopenhagen|cph|omxcopenhagen|nasdaqomxcopenhagen|copenhagen|xcse|omxc',
  'NASDAQ ICELAND': 'nasdaqiceland|nasdaqomxiceland|ice|xice',
  'NASDAQ FIRST NORTH':
    'nasdaqfirstnorth|firstnorth|nasdaqfirstnorthgrowthmarket|firstnorthgrowthmarket|nasdaqfirstnorthstockholm|nasdaqfirstnorthgrowthmarketsweden|fn',
  SPOTLIGHT: 'spotlight|spotlightstockmarket',
  NGM: 'ngm|nordicsme|ngmnordicsme|nordicgrowthmarket',
  WSE: 'wse|gpw|warsawstockexchange|warsaw|xwar',
  PSE: 'prague|praguestockexchange|xpra',
  BUX: 'budapeststockexchange|bet|xbud',
  BVB: 'bvb|bucharest|bucharest stock exchange|xbse',
  ATHEX: 'athex|ath|athens|athensstockexchange|ase',
  BIST: 'bist|borsaistanbul|ist|xist',
  MOEX: 'moex|mcx|moscowexchange|misx',
  TASE: 'tase|telavivstockexchange|tlv|telaviv|xtae',
  ASX: 'asx|australiansecuritiesexchange|australianstockexchange|xasx',
  NZX: 'nzx|nze|newzealandexchange|xnze|nzsx',
  HKEX: 'hkex|sehk|hkse|hkg|hk|hongkongstockexchange|hongkong|stockexchangeofhongkong|hkexstockcode|sehkstockcode|hkexcode|sehkcode|hkstockcode|hkexmainboard|xhkg',
  SSE: 'sse|sha|shanghaistockexchange|shse|shanghai|xshg|sseshanghai',
  SZSE: 'szse|she|shenzhenstockexchange|shenzhen|xshe',
  BSE: 'bse|bombaystockexchange|bom|bsecode|bsescripcode|bseindia|xbom',
  NSE: 'nse|nseindia|nationalstockexchangeofindia|nsecode|nsesymbol|xnse|nationalstockexchange',
  TYO: 'tyo|tokyostockexchange|tokyo|tseprime|tokyostockexchangeprime|tseprimemarket|jpx|xtks|tseprimesection|tokyoprime|tsestandard|tsegrowth|東証|東証プライム|東証グロース|東証スタンダード',
  KRX: 'krx|kospi|koreaexchange|kse|xkrx|koreastockexchange',
  KOSDAQ: 'kosdaq|kq',
  TWSE: 'twse|tpe|taiwanstockexchange|taiex|tw|xtai',
  TPEX: 'tpex|taipeiexchange|two',
  SGX: 'sgx|ses|sgxst|singaporeexchange|sgxmainboard|singapore|sgxcatalist|xses',
  IDX: 'idx|indonesiastockexchange|jakarta|jkt|xidx',
  MYX: 'klse|bursamalaysia|bursa|myx|xkls',
  SET: 'set|stockexchangeofthailand|bkk|xbkk|setthailand',
  PSEI: 'philippinestockexchange|pseph|xphs',
  HOSE: 'hose|hochiminhstockexchange|hsx|xstc',
  HNX: 'hnx|upcom',
  JSE: 'jse|johannesburgstockexchange|jnb|johannesburg|xjse',
  EGX: 'egx|egyptianexchange|xcai',
  NGX: 'ngx|nigerianexchange|nigerianstockexchange|xnsa',
  TADAWUL: 'tadawul|saudiexchange|tasi|xsau|saudistockexchange',
  ADX: 'adx|abudhabisecuritiesexchange|xads',
  DFM: 'dfm|dubaifinancialmarket|xdfm',
  QSE: 'qse|qatarstockexchange|dsm|qe',
  B3: 'b3|bovespa|bmfbovespa|bvmf|b3sa|saopaulo|b3saopaulo|sao',
  BMV: 'bmv|bolsamexicanadevalores|mexbol|xmex|mexicanstockexchange',
  BYMA: 'byma|bcba|buenosairesstockexchange|bolsasymercadosargentinos|merval',
  BCS: 'bcs|bolsadesantiago|bolsadecomerciodesantiago|santiagostockexchange|sse santiago|sgo|xsgo',
  BVC: 'bvc|bolsadevaloresdecolombia',
  BVL: 'bvl|bolsadevaloresdelima|limastockexchange|xlim',
  LUXSE: 'luxse|luxembourgstockexchange|boursedeluxembourg|xlux',
  TISE: 'tise',
  BSX: 'bsx|bermudastockexchange',
  SEM: 'stockexchangeofmauritius',
};

const key = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '');

const TABLE = new Map(
  Object.entries(SPELLINGS).flatMap(([code, spellings]) =>
    spellings.split('|').map((one) => [key(one), code] as const),
  ),
);

/** Codes that two exchanges share: digits tell the Asian one. */
const BY_DIGITS: Readonly<Record<string, readonly [digits: string, letters: string]>> = {
  tse: ['TYO', 'TSX'],
  pse: ['PSEI', 'PSEI'],
};

/**
 * The code of the exchange that a text names as a whole, `undefined` where it names none.
 *
 * @param symbol the first security quoted there, which tells exchanges of one abbreviation apart
 */
export function exchangeOf(text: string, symbol: string): string | undefined {
  if (text.length > 60) return undefined;
  const word = key(text);
  if (Object.hasOwn(BY_DIGITS, word)) return BY_DIGITS[word]?.[/^\d/.test(symbol) ? 0 : 1];
  return TABLE.get(word) ?? (word.startsWith('the') ? TABLE.get(word.slice(3)) : undefined);
}
