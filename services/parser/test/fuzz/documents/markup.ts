import { paragraph, sentence, word } from '../prose.ts';
import type { Random } from '../random.ts';

export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Blocks of an article in HTML. */
export const articleMarkup = (random: Random): string => random.several(1, 8, () => blockMarkup(random)).join('\n');

function blockMarkup(random: Random): string {
  const text = () => inlineMarkup(random);
  switch (random.below(8)) {
    case 0:
      return `<h${random.between(2, 4)}>${text()}</h2>`;
    case 1:
      return `<ul>${random.several(1, 4, () => `<li>${text()}`).join('')}</ul>`;
    case 2:
      return `<blockquote><p>${text()}</p></blockquote>`;
    case 3:
      return `<table><tr><th>${text()}</th></tr><tr><td>${text()}</td><td>${random.below(999)}</td></tr></table>`;
    case 4:
      return `<figure><img src="/i.png" alt="${escapeMarkup(word(random))}"><figcaption>${text()}</figcaption></figure>`;
    case 5:
      return `<div>${text()}<br>${text()}</div>`;
    default:
      return `<p>${escapeMarkup(paragraph(random))}</p>`;
  }
}

const inlineMarkup = (random: Random): string =>
  random.pick([
    escapeMarkup(sentence(random)),
    `<b>${escapeMarkup(word(random))}</b> ${escapeMarkup(sentence(random))}`,
    `<a href="/n/${random.below(9)}">${escapeMarkup(sentence(random))}</a>&nbsp;&mdash; caf&eacute; &#8217;s`,
  ]);
