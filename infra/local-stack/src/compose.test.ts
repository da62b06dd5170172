import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { unknownVariables } from '../../../packages/service-kit/src/index.ts';
import { brokerSettings, localPlace } from './kafka.ts';
import { IMAGES } from './versions.ts';

interface Service {
  readonly image: string;
  readonly build?: { readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly container_name?: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly stop_grace_period?: string;
}

const ROOT = resolve(import.meta.dirname, '../../..');
const file = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const { services, volumes } = parse(file, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const all = Object.entries(services);
const ours = all.filter(([, service]) => service.build !== undefined);

describe('docker-compose.yml', () => {
  it('runs the same versions as the local stack', () => {
    const { kafka, opensearch, dashboards, redis } = services;
    expect({ kafka, opensearch, dashboards, redis }).toMatchObject(
      Object.fromEntries(Object.entries(IMAGES).map(([name, image]) => [name, { image }])),
    );
  });

  it('gives Kafka the same limits as the local stack', () => {
    const settings = brokerSettings(localPlace(1, [{ client: 1, controller: 2 }], '/'));
    for (const name of [
      'message.max.bytes',
      'replica.fetch.max.bytes',
      'offsets.retention.minutes',
      'auto.create.topics.enable',
    ]) {
      const variable = `KAFKA_${name.toUpperCase().replaceAll('.', '_')}`;
      expect(services.kafka?.environment).toHaveProperty(variable, String(settings[name]));
    }
  });

  it('has every service, and one image for all of ours', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(['api', 'enricher', 'fetcher', 'indexer', 'parser', 'setup']);
    expect(new Set(ours.map(([, { image }]) => image)).size).toBe(1);
  });

  it.each(all)('%s: pinned, healthy or run once, without a name that would forbid a second one', (name, service) => {
    expect(service.image).toMatch(/:\d+\.\d+(\.\d+)?/);
    expect(service.container_name).toBeUndefined();
    expect(service.healthcheck?.test !== undefined || service.healthcheck?.disable).toBe(true);
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(services).toHaveProperty(needed);
      expect(condition).toBe(needed === 'setup' ? 'service_completed_successfully' : 'service_healthy');
    }
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(service.ports !== undefined, 'publishes a port').toBe(name === 'api' || name === 'dashboards');
    for (const volume of service.volumes ?? []) expect(volumes).toHaveProperty(volume.split(':')[0] as string);
  });

  it.each(ours)(
    '%s: its command is there, its variables are settings, it is given time to finish',
    (_name, service) => {
      const script = service.command?.find((word) => word.endsWith('.ts')) ?? 'none';
      expect(existsSync(join(ROOT, script)), script).toBe(true);
      expect(unknownVariables(service.environment ?? {})).toEqual([]);
      const grace = Number(service.environment?.PRESSWATCH_GRACE_MS);
      expect(Number.parseInt(service.stop_grace_period ?? '', 10) * 1000).toBeGreaterThan(grace);
      for (const word of service.healthcheck?.test ?? []) {
        if (word.endsWith('.mjs')) expect(existsSync(join(ROOT, word))).toBe(true);
      }
    },
  );

  it('builds from a Dockerfile that is there, and runs as another user than root', () => {
    const dockerfile = readFileSync(join(ROOT, services.api?.build?.dockerfile ?? ''), 'utf8');
    expect(
      dockerfile
        .trimEnd()
        .split('\n')
        .filter((line) => line.startsWith('USER ')),
    ).toEqual(['USER node']);
  });
});
