import { enrichRelease } from '@presswatch/enricher';
import type { ParsedRelease } from '@presswatch/events';
import { loadSnapshot } from '@presswatch/gazetteer';
import { readSettings } from '@presswatch/service-kit';
import { ROOT } from '../root.ts';

/** The enricher with the lists of the settings, as a worker has it. */
export async function openEnricher() {
  const snapshot = await loadSnapshot(readSettings({}, ROOT).gazetteer);
  return (release: ParsedRelease) => enrichRelease(release, snapshot);
}
