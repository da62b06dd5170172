/** Markets of shares: before a colon and a symbol they name no organisation that is spoken of. */
export const EXCHANGES: ReadonlySet<string> = new Set(
  'nasdaq nyse tsx tsxv tsx-v lse aim otcqb otcqx otc asx cse euronext fse xetra hkex bse nse amex six frankfurt'.split(
    ' ',
  ),
);
