/** A stage that throws at an angle bracket, and refuses the rest. */
export const create = () => (raw: { readonly bytes: string }) => {
  if (Buffer.from(raw.bytes, 'base64').includes('<')) throw new TypeError('no angle brackets here');
  return { kind: 'reject', reason: { code: 'no-text', message: 'Nothing.' } };
};
