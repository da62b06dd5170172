// Trains the model that types capitalised spans, and writes src/entities/model/{plain-words,name-weights}.json.
// Usage: node bin/train-names.ts RELEASES.ndjson.gz WIKIGOLD.ndjson.gz
// RELEASES: press releases, one a line, {markdown, title}. WIKIGOLD: sentences with names, {text, gold:{mentions}}
// (D. Balasuriya, N. Ringland, J. Nothman, T. Murphy, J. R. Curran, Named entity recognition in Wikipedia, 2009; CC BY 4.0).
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadSnapshot } from '@presswatch/gazetteer';
import type { Document } from '../src/document.ts';
import { readDocument } from '../src/document.ts';
import { CLASSES } from '../src/entities/model/classes.ts';
import { emptyFeatures, featuresOf } from '../src/entities/model/features.ts';
import { defaultGazetteerFolder } from '../src/index.ts';
import { lexiconOf } from '../src/lexicon.ts';
import { type Instance, trainLogistic } from '../src/training/logistic.ts';
import { plainWords } from '../src/training/plain-words.ts';
import { type Example, goldExamples, silverExamples } from '../src/training/silver.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const [releasesFile, wikigoldFile, only] = process.argv.slice(2);
if (releasesFile === undefined || wikigoldFile === undefined) {
  process.stderr.write('usage: node bin/train-names.ts RELEASES.ndjson.gz WIKIGOLD.ndjson.gz [words]\n');
  process.exit(2);
}
const folder = new URL('../src/entities/model/', import.meta.url);
// biome-ignore lint/suspicious/noExplicitAny: lines of foreign files
const lines = (file: string): any[] =>
  gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const CREDITS =
  'bin/train-names.ts over Newsworthyai/press-release-archive (CC0) and WikiGold (Balasuriya and others 2009, CC BY 4.0)';
const LONGEST = 8000;
const releases = lines(releasesFile).map(({ title, markdown }) => ({
  title: String(title),
  text: String(markdown)
    .slice(0, LONGEST)
    .replace(/^#.*\n+/, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}/g, ''),
}));

if (only === 'words') {
  const words = plainWords(
    releases.map(({ text }) => text),
    4,
  );
  writeFileSync(
    new URL('plain-words.json', folder),
    `${JSON.stringify({ source: CREDITS, words: words.join(' ') }, null, 2)}\n`,
  );
  say(`${words.length} plain words`);
  process.exit(0);
}

const snapshot = loadSnapshot([defaultGazetteerFolder]);
const lexicon = lexiconOf(snapshot);
const features = emptyFeatures();
const instances: Instance[] = [];

function add(doc: Document, examples: readonly Example[], weight: number): void {
  for (const { span, label, weight: sure } of examples) {
    featuresOf(doc, span, features);
    instances.push({
      slots: features.slots.slice(0, features.count),
      groups: features.groups.slice(0, features.count),
      label,
      weight: weight * sure,
    });
  }
}

for (const { title, text } of releases) {
  const doc = readDocument(`${title}\n\n${text}`, lexicon);
  add(doc, silverExamples(doc, snapshot, undefined), 1);
}
const silver = instances.length;
for (const { text, gold } of lines(wikigoldFile)) {
  const doc = readDocument(String(text), lexicon);
  add(doc, goldExamples(doc, gold.mentions), 4);
}
const counts = CLASSES.map((name, c) => `${name} ${instances.filter(({ label }) => label === c).length}`);
say(`${silver} silver and ${instances.length - silver} gold examples: ${counts.join(', ')}`);
const weights = trainLogistic(instances, {
  classes: CLASSES.length,
  epochs: 4,
  seed: 7,
  leaveOut: [0.5, 0.4, 0.15, 0.1],
});

let most = 0;
for (const weight of weights) most = Math.max(most, Math.abs(weight));
const scale = most / 127;
const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale));
const text = Buffer.from(bytes.buffer).toString('base64');
writeFileSync(
  new URL('name-weights.json', folder),
  `${JSON.stringify({ source: CREDITS, scale, weights: text }, null, 2)}\n`,
);
say(`greatest weight ${most.toFixed(2)}, ${Math.round(text.length / 1024)} KiB`);
