/** The vocabularies that feeds are read by. `format` is the feed's own: RSS in an RSS document, Atom in an Atom one. */
const VOCABULARIES: readonly (readonly [string, string])[] = [
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns#', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['purl.org/rss/1.0', 'rss'],
  ['purl.org/net/rss1.1#', 'rss'],
  ['my.netscape.com/rdf/simple/0.9', 'rss'],
  ['channel.netscape.com/rdf/simple/0.9', 'rss'],
  ['my.netscape.com/publish/formats/rss-0.91.dtd', 'rss'],
  ['backend.userland.com/rss', 'rss'],
  ['backend.userland.com/rss2', 'rss'],
  ['backend.userland.com/rss091', 'rss'],
  ['backend.userland.com/rss092', 'rss'],
  ['blogs.law.harvard.edu/tech/rss', 'rss'],
  ['cyber.law.harvard.edu/rss/rss.html', 'rss'],
  ['www.rssboard.org/rss-specification', 'rss'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['search.yahoo.com/mrss', 'media'],
  ['video.search.yahoo.com/mrss', 'media'],
  ['www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
  ['www.w3.org/2000/svg', 'svg'],
  ['www.w3.org/1998/math/mathml', 'math'],
  ['www.w3.org/xml/1998/namespace', 'xml'],
];
const BY_URI = new Map(VOCABULARIES);

/** Prefixes that feeds use without declaring them. */
const USUAL = new Set(['atom', 'rdf', 'dc', 'dcterms', 'content', 'media', 'itunes', 'feedburner', 'xhtml', 'xml']);

/** Which vocabulary a namespace is: case, scheme and a final slash differ in the wild. */
export function vocabularyOf(uri: string): string {
  if (uri === '') return '';
  const folded = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '');
  return BY_URI.get(folded.endsWith('/') ? folded.slice(0, -1) : folded) ?? `other:${uri}`;
}

/** Namespace declarations in force at an element; scopes without own declarations share their parent's. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly prefixes: ReadonlyMap<string, string>;
}

/** The vocabulary that a prefix stands for here. The walk is bounded by the depth of nodes. */
export function resolvePrefix(scope: Scope | undefined, prefix: string): string {
  for (let at = scope; at; at = at.parent) {
    const uri = at.prefixes.get(prefix);
    if (uri !== undefined) return vocabularyOf(uri);
  }
  if (prefix === '') return '';
  const usual = prefix.toLowerCase();
  return USUAL.has(usual) ? usual : `other:${prefix}`;
}

/** The scope inside an element with these attributes. */
export function scopeOf(parent: Scope | undefined, attributes: ReadonlyMap<string, string>): Scope | undefined {
  let prefixes: Map<string, string> | undefined;
  for (const [name, value] of attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    prefixes ??= new Map();
    prefixes.set(name.slice(6), value);
  }
  return prefixes ? { parent, prefixes } : parent;
}
