/** What newsletters and mailing lists say about themselves, in several languages. */
const SERVICE =
  /\bunsubscribe\b|\b(?:view|read|open) (?:this|it|the) (?:e-?mail|newsletter|message)? ?(?:in|on) (?:your|a|the) (?:web )?browser\b|\bview (?:it )?online\b|\b(?:manage|update|change) (?:your )?(?:e-?mail |subscription )?(?:preferences|settings|subscriptions?)\b|\byou (?:are receiving|received|have received) this (?:e-?mail|message|newsletter)\b|\bthis (?:e-?mail|message) was sent to\b|\badd us to your address book\b|\b(?:newsletter )?abmelden\b|\babbestellen\b|\bim browser (?:an(?:zu)?sehen|anzeigen|öffnen)\b|\bse désabonner\b|\bdésinscri\w+|\bdans votre navigateur\b|\bdarse de baja\b|\bcancelar (?:la )?suscripción\b|\bver (?:este correo )?en (?:el|su|tu) navegador\b|\bannulla(?:re)? l['’]iscrizione\b|\bdisiscri\w+|\bcancelar (?:a )?(?:inscrição|assinatura)\b|\buitschrijven\b|\bafmelden\b|\bотписаться\b|\bSent from my \w+|\bVon meinem \w+ gesendet\b/iu;
const SERVICE_MOST = 600;
const TAIL = 10;

/** Whether a paragraph is the newsletter’s own and none of the release. */
export const isService = (text: string): boolean => text.length <= SERVICE_MOST && SERVICE.test(text);

/** Without what the newsletter says of itself; of what stands below such a paragraph near the end nothing is left. */
export function withoutFooter<T extends { readonly text: string }>(blocks: readonly T[]): T[] {
  const half = Math.max(blocks.length / 2, blocks.length - TAIL);
  const end = blocks.findIndex((block, i) => i >= half && i > 0 && isService(block.text));
  return blocks.slice(0, end < 0 ? blocks.length : end).filter((block) => !isService(block.text));
}

const SIGNATURE = /^-- ?$/;
const LIST_RULE = /^_{20,}$/;
const SIGNATURE_LINES = 25;

/** The text above its signature (`-- `), and above the footer of the list that it came by. */
export function withoutSignature(text: string): string {
  const lines = text.split('\n');
  const from = Math.max(1, lines.length - SIGNATURE_LINES);
  const end = lines.findIndex((line, i) => i >= from && (SIGNATURE.test(line) || LIST_RULE.test(line.trim())));
  return end < 0 ? text : lines.slice(0, end).join('\n');
}
