/** Why a fetch failed. Codes are a bounded set: they are statuses' reasons and metric labels. */
export type HttpErrorCode =
  | 'bad-url'
  | 'scheme-refused'
  | 'address-refused'
  | 'host-unknown'
  | 'connection-refused'
  | 'connection-broken'
  | 'tls-failed'
  | 'timed-out'
  | 'too-many-redirects'
  | 'bad-redirect'
  | 'headers-too-large'
  | 'body-too-large'
  | 'body-broken'
  | 'unknown-encoding'
  | 'asked-to-wait'
  | 'stopped';

/** A fetch that gave no response to read. The message says what to do; it holds no credentials. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly code: HttpErrorCode;
  /** ms: no sooner than then is it worth trying again. */
  readonly retryAt: number | undefined;

  constructor(code: HttpErrorCode, message: string, options: { cause?: unknown; retryAt?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAt = options.retryAt;
  }
}

const BY_SYSTEM: Readonly<Record<string, readonly [HttpErrorCode, string]>> = {
  ENOTFOUND: ['host-unknown', 'has no address; check the spelling of the host'],
  EAI_AGAIN: ['host-unknown', 'could not be looked up; the name server may be away'],
  ECONNREFUSED: ['connection-refused', 'refused the connection; the site may be down'],
  ECONNRESET: ['connection-broken', 'broke the connection; it is tried again later'],
  EPIPE: ['connection-broken', 'broke the connection; it is tried again later'],
  ENETUNREACH: ['connection-broken', 'cannot be reached from here; check the network'],
  EHOSTUNREACH: ['connection-broken', 'cannot be reached from here; check the network'],
  ETIMEDOUT: ['timed-out', 'did not answer in time; it is tried again later'],
  UND_ERR_CONNECT_TIMEOUT: ['timed-out', 'did not answer in time; it is tried again later'],
  UND_ERR_HEADERS_TIMEOUT: ['timed-out', 'did not begin its answer in time; it is tried again later'],
  UND_ERR_BODY_TIMEOUT: ['timed-out', 'stopped in the middle of its answer; it is tried again later'],
  UND_ERR_HEADERS_OVERFLOW: ['headers-too-large', 'sent more headers than allowed'],
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'sent more headers than allowed'],
  UND_ERR_SOCKET: ['connection-broken', 'broke the connection; it is tried again later'],
};

/** Puts whatever a connection threw into one of the codes; `host` is named in the message. */
export function asHttpError(error: unknown, host: string): HttpError {
  for (let at: unknown = error, i = 0; at instanceof Error && i < 5; at = at.cause, i++) {
    if (at instanceof HttpError) return at;
    const code = 'code' in at ? String(at.code) : '';
    const known = BY_SYSTEM[code];
    if (known) return new HttpError(known[0], `${host} ${known[1]}`, { cause: error });
    if (/^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code)) {
      return new HttpError('tls-failed', `${host} has no valid certificate (${code})`, { cause: error });
    }
    if (
      code.startsWith('Z_') ||
      code.startsWith('ERR_ZSTD') ||
      code.startsWith('ERR_BROTLI') ||
      code.startsWith('ZSTD')
    ) {
      return new HttpError('body-broken', `${host} sent a body that cannot be decompressed`, { cause: error });
    }
  }
  return new HttpError('connection-broken', `${host} gave no readable answer; it is tried again later`, {
    cause: error,
  });
}
