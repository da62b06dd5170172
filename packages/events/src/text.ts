/**
 * The text that offsets of mentions count in, in UTF-16 units: the title, two newlines, the body blocks joined by two
 * newlines.
 */
export function releaseText(release: {
  readonly title: string;
  readonly body: readonly { readonly text: string }[];
}): string {
  return [release.title, ...release.body.map((block) => block.text)].join('\n\n');
}
