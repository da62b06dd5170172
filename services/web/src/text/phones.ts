/**
 * A telephone number as a `tel:` link dials it: `+44 (0)20 7946 0123 ext. 12` is +442079460123. The nought in brackets is
 * for callers within the country, an extension for who answers; of several numbers the first counts.
 */
export function diallable(phone: string): string {
  const [first = ''] = phone.split(/[a-z;,/#]/i);
  const plain = first.trim().startsWith('+') ? first.replace(/\(0\)/g, '') : first;
  return plain.replace(/(?!^\+)\D/g, '');
}
