/** A stage that never comes to an end where the document says so. */
export const create = () => (raw: { readonly bytes: string }) => {
  while (Buffer.from(raw.bytes, 'base64').toString().includes('for ever')) Math.sqrt(2);
  return { kind: 'reject', reason: { code: 'empty', message: 'Nothing.' } };
};
