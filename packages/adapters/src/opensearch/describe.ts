import { connect, failureVerdict, type OpenSearchConnection } from '@presswatch/opensearch';
import { ASK_MS, type ServerView } from '../server-view.ts';

/** Asks OpenSearch for its version, health, disk, heap, clock and plugins. Never throws: what fails is the answer. */
export async function describeOpenSearch(connection: OpenSearchConnection): Promise<ServerView> {
  const view = { name: 'OpenSearch', address: connection.nodes.join(',') };
  const client = connect({ ...connection, requestTimeoutMs: ASK_MS });
  try {
    const asked = Date.now();
    const info = await client.info();
    const clockAheadMs = aheadMs(info.headers?.date, asked, Date.now());
    const { body: health } = await client.cluster.health();
    const { body: nodes } = await client.nodes.info({ metric: ['plugins'] as never });
    const { body: stats } = await client.nodes.stats({ metric: ['fs', 'jvm'] as never });
    const plugins = Object.values(nodes.nodes ?? {}).flatMap((node) => node.plugins ?? []);
    const shares = Object.values(stats.nodes ?? {}) as unknown as readonly NodeStats[];
    return {
      ...view,
      up: true,
      version: info.body.version.number,
      health: health.status.toLowerCase(),
      security: plugins.some(({ name }) => name === 'opensearch-security'),
      diskUsedPercent: Math.max(0, ...shares.map(diskUsed)),
      heapUsedPercent: Math.max(0, ...shares.map((node) => node.jvm?.mem?.heap_used_percent ?? 0)),
      ...(clockAheadMs !== undefined && { clockAheadMs }),
    };
  } catch (error) {
    return { ...view, up: false, problem: problemOf(error) };
  } finally {
    await client.close();
  }
}

function problemOf(error: unknown): string {
  const verdict = failureVerdict(error);
  return 'message' in verdict ? verdict.message : `it answers ${verdict.kind}`;
}

/** As much of a node's statistics as is read. */
interface NodeStats {
  readonly fs?: { readonly total?: { readonly total_in_bytes?: number; readonly available_in_bytes?: number } };
  readonly jvm?: { readonly mem?: { readonly heap_used_percent?: number } };
}

function diskUsed({ fs }: NodeStats): number {
  const { total_in_bytes: total = 0, available_in_bytes: free = 0 } = fs?.total ?? {};
  return total === 0 ? 0 : Math.round(100 * (1 - free / total));
}

/** From the Date header, which has whole seconds: half of one is what is not known. Absent on plain OpenSearch. */
function aheadMs(date: unknown, asked: number, answered: number): number | undefined {
  const told = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isNaN(told) ? undefined : told + 500 - (asked + answered) / 2;
}
