import { utf8, type Writer } from '../document.ts';
import { company, day, headline, isoTime, sentence, word } from '../prose.ts';
import type { Random } from '../random.ts';

/** CommonMark with front matter, lists, quotes, tables, code, links and emphasis. */
export const writeMarkdown: Writer = (random) => {
  const front = `---\ntitle: "${headline(random)}"\ndate: ${isoTime(random, day(random))}\norganization: ${company(random)}\nlang: en\n---\n\n`;
  const title = random.oneIn(2) ? `# ${headline(random)}` : `${headline(random)}\n${'='.repeat(12)}`;
  const text = `${random.oneIn(2) ? front : ''}${[title, ...random.several(1, 10, () => block(random))].join('\n\n')}\n`;
  return { mediaType: 'text/markdown', bytes: utf8(text) };
};

function block(random: Random): string {
  switch (random.below(7)) {
    case 0:
      return `${'#'.repeat(random.between(1, 6))} ${headline(random)}`;
    case 1:
      return random.several(1, 5, () => `${' '.repeat(2 * random.below(3))}- ${inline(random)}`).join('\n');
    case 2:
      return `${'> '.repeat(random.between(1, 3))}${inline(random)}`;
    case 3:
      return `| ${word(random)} | ${word(random)} |\n|---|---:|\n| ${word(random)} | ${random.below(999)} |`;
    case 4:
      return `\`\`\`\n${sentence(random)}\n\`\`\``;
    case 5:
      return `![${word(random)}](https://a.example/i.png)\n\n---`;
    default:
      return random.several(1, 3, () => inline(random)).join(random.pick([' ', '\n', '  \n']));
  }
}

const inline = (random: Random): string =>
  random.pick([
    sentence(random),
    `**${word(random)}** ${sentence(random)}`,
    `[${headline(random)}](https://a.example/${random.below(9)} "${word(random)}") _${word(random)}_`,
    `${sentence(random)} &amp; \`${word(random)}\` AT\\&T`,
  ]);
