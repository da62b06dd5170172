import { Agent, request } from 'node:http';

/** Bulk requests made ready: nothing is left to do but to send them. */
export interface BulkBody {
  readonly bytes: Buffer;
  readonly operations: number;
}

/** What is sent in one request at the most. */
const MOST_OPERATIONS = 1000;
const MOST_BYTES = 5_000_000;

/** Packs lines of operations into bodies of 1,000 operations or 5 MB. */
export function createBulkPacker() {
  const bodies: BulkBody[] = [];
  let lines: string[] = [];
  let [operations, length] = [0, 0];
  const flush = () => {
    if (operations > 0) bodies.push({ bytes: Buffer.from(`${lines.join('\n')}\n`), operations });
    lines = [];
    [operations, length] = [0, 0];
  };
  return {
    add(action: string, document: string): void {
      const own = action.length + document.length;
      if (operations >= MOST_OPERATIONS || length + own > MOST_BYTES) flush();
      lines.push(action, document);
      operations += 1;
      length += own;
    },
    bodies(): readonly BulkBody[] {
      flush();
      return bodies;
    },
  };
}

/**
 * The limit of an OpenSearch: sends bodies that were made before, so many at a time, and does nothing else.
 *
 * @param address `http://host:port`
 * @returns seconds until the last one was acknowledged
 * @throws Error when an operation fails
 */
export async function sendBulks(address: string, bodies: readonly BulkBody[], inFlight = 3): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const url = new URL('/_bulk?require_alias=true&filter_path=errors,items.*.error', address);
  const rest = bodies.values();
  const started = performance.now();
  try {
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        for (const { bytes } of rest) await post(agent, url, bytes);
      }),
    );
    return (performance.now() - started) / 1000;
  } finally {
    agent.destroy();
  }
}

function post(agent: Agent, url: URL, bytes: Buffer): Promise<void> {
  const headers = { 'content-type': 'application/x-ndjson', 'content-length': bytes.length };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        answer += part;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200 && answer.includes('"errors":false')) resolve();
        else reject(new Error(`the bulk request was answered ${response.statusCode}: ${answer.slice(0, 500)}`));
      });
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}
