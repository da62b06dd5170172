/** A URL that may be printed and published: without user and password, and without what its query calls secret. */
export function publicUrl(text: string): string {
  const url = URL.parse(text);
  if (!url) return text.replace(/\/\/[^/@\s]*@/g, '//');
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) if (SECRET.test(name)) url.searchParams.set(name, '***');
  return url.href;
}

const SECRET = /^(?:.*[_-])?(?:token|secret|password|passwd|pwd|api[_-]?key|key|auth|signature|sig|session)$/i;
