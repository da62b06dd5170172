import type { FuzzDocument } from './document.ts';

/**
 * The smallest bytes found that still fail: ever smaller parts are left out while the failure stays (Zeller and
 * Hildebrandt 2002, "Simplifying and isolating failure-inducing input").
 *
 * @param fails whether these bytes fail in the same way
 * @param tries how often to ask at most, while `goesOn` says so
 */
export async function shrink(
  document: FuzzDocument,
  fails: (smaller: FuzzDocument) => Promise<boolean>,
  { tries, goesOn }: { readonly tries: number; readonly goesOn: () => boolean },
): Promise<FuzzDocument> {
  let bytes = Buffer.from(document.bytes);
  let left = tries;
  for (
    let part = Math.ceil(bytes.length / 2);
    part >= 1 && left > 0 && goesOn();
    part = part === 1 ? 0 : Math.ceil(part / 2)
  ) {
    for (let at = 0; at < bytes.length && left > 0 && goesOn(); left--) {
      const smaller = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + part)]);
      if (await fails({ ...document, bytes: smaller })) bytes = smaller;
      else at += part;
    }
  }
  return { ...document, bytes };
}
