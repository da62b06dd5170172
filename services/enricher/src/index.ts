import { fileURLToPath } from 'node:url';

/** The module that the runner loads in its workers. */
export const enricherModule: URL = new URL('./stage.ts', import.meta.url);
/** The lists that come with Presswatch. */
export const defaultGazetteerFolder: string = fileURLToPath(new URL('../../../seeds/gazetteer', import.meta.url));
export { ENRICHER_VERSION, type Explain, enrichRelease } from './enrich-release.ts';
export { explainRule, RULES } from './entities/rules-catalogue.ts';
export type { EnricherData } from './stage.ts';
