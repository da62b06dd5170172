import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from './deps.ts';
import { ApiError } from './errors.ts';

/** Longer than any honest query of 2,000 characters, percent-encoded. */
const MAX_URL = 24_000;

const PROBES = new Set(['/health/live', '/health/ready', '/metrics']);

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Of our own page; nothing is ever loaded from elsewhere, nothing inline runs. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer. */
export const SECURITY_HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

/** Sizes, names and headers: what holds for every request. */
export function guard(app: FastifyInstance, hosts: ApiDeps['hosts'] = LOOPBACK): void {
  const names = hosts === 'any' ? undefined : new Set(hosts.map((host) => host.toLowerCase()));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (request.url.length > MAX_URL) {
      throw new ApiError(
        'url-too-long',
        `the address has ${request.url.length} characters, at most ${MAX_URL} are read`,
      );
    }
    // Probes come by the address of a container or pod, which nobody knows beforehand, and tell of no release.
    if (names === undefined || PROBES.has(request.url)) return;
    // Against DNS rebinding: a page elsewhere may bind its own name to this address and then counts as the same origin.
    const host = (request.headers.host ?? '').toLowerCase().replace(/:\d*$/, '');
    if (!names.has(host)) {
      throw new ApiError('wrong-host', `the Host header must be one of ${[...names].join(', ')}: use one of them`);
    }
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
