import type { Contact } from '@presswatch/events';
import type { Draft } from '../../draft.ts';
import { closingIssuers } from '../../fields/issuer/closing.ts';
import { cut, fold, wordKey } from '../../text/fold.ts';

const NAME_MOST = 200;
const ADDRESS_MOST = 320;
/** What offices have in their names, and people have not. */
const OFFICE =
  /\b(?:press|presse|prensa|stampa|imprensa|pers|news|media|medien|communications?|kommunikation|office|team|ministry|ministerium|department|agency|inc|corp|ltd|llc|plc|gmbh|ag|sa|group|university|council|commission|institute|association|foundation)\b/iu;
const NOBODY = /^(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|root|admin(?:istrator)?|webmaster)\b/i;

/**
 * The sender: an office is the issuer; a person is whom to ask, and the text's own `About …` says for whom. A person's
 * name comes again in the address.
 */
export function takeSender(
  sender: { readonly name: string; readonly address: string },
  from: string,
  draft: Draft,
): void {
  const name = cut(fold(sender.name.replace(/\s(?:via|über|through)\s.{1,100}$/i, '')), NAME_MOST);
  const address = sender.address.length <= ADDRESS_MOST ? sender.address : '';
  if (name === '' || name.includes('@') || NOBODY.test(name)) return;
  if (isPerson(name, address)) {
    const contact: Contact = { name, emails: address === '' ? [] : [address], phones: [] };
    draft.contacts = [contact];
    draft.issuers.push(...closingIssuers(draft.blocks));
  } else draft.issuers.push({ text: name.replace(OFFICE_OF, ''), from });
}

/** `Acme Press Office` writes for Acme. */
const OFFICE_OF =
  /(?<=\S)[\s,|–—-]+(?:(?:press|media|news|communications|public relations)\s?(?:office|team|room|desk|service|centre|center|release|releases)?|newsroom|presseteam|pressestelle)$/iu;

function isPerson(name: string, address: string): boolean {
  const words = wordKey(name)
    .split(/[\s,.-]+/)
    .filter((word) => word.length > 1);
  if (words.length < 2 || words.length > 4 || OFFICE.test(name)) return false;
  const [local = '', domain = ''] = wordKey(address.replace(/\./g, ' ')).split('@');
  if (words.some((word) => word.length > 3 && domain.includes(word))) return false;
  return address === '' || words.some((word) => word.length > 2 && local.includes(word));
}
