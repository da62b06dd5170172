const SHOWN = { display: '', visibility: '' };
const DECLARED = /(?:^|;)\s{0,20}(display|visibility)\s{0,20}:\s{0,20}([a-z]{1,20})/gi;

/** As much of a style attribute as says whether its element is shown. */
export function styleOf(style: string | undefined): { display: string; visibility: string } {
  if (style === undefined || !/display|visibility/i.test(style)) return SHOWN;
  const declared = { display: '', visibility: '' };
  for (const [, name = '', value = ''] of style.slice(0, 2000).matchAll(DECLARED)) {
    declared[name.toLowerCase() as keyof typeof declared] = value.toLowerCase();
  }
  return declared;
}
