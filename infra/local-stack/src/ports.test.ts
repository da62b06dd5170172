import { createServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePorts, isFree, isPortTaken } from './ports.ts';

const listen = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

describe('freePorts', () => {
  it('gives different ports, each of which a server can have, outside of the ports of outgoing connections', async () => {
    const ports = await freePorts(20);
    expect(new Set(ports).size).toBe(20);
    for (const port of ports) {
      expect(port).toBeLessThan(32_768);
      const server = await listen(port);
      expect(await isFree(port)).toBe(false);
      await new Promise((resolve) => server.close(resolve));
      expect(await isFree(port)).toBe(true);
    }
  });
});

describe('isPortTaken', () => {
  it.each([
    'org.apache.kafka.common.KafkaException: Socket server failed to bind to 127.0.0.1:9092: Address already in use.',
    'BindHttpException[Failed to bind to 9200]; nested: BindException[Address already in use];',
    '# Warning: Could not create server TCP listening socket 127.0.0.1:6379: bind: Address already in use',
  ])('knows %s', (log) => {
    expect(isPortTaken(log)).toBe(true);
  });

  it('does not take any other end for it', () => {
    expect(isPortTaken('java.lang.OutOfMemoryError: Java heap space')).toBe(false);
  });
});
