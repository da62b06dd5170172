import { generate, type SelfsignedOptions } from 'selfsigned';

/** A certificate and its key, as PEM texts. */
export interface Certificate {
  readonly cert: string;
  /** PKCS#8, not encrypted. */
  readonly key: string;
}

/** An authority of a test's own; nobody else trusts it. */
export interface Authority {
  /** Its own certificate, PEM: what a client is given to trust. */
  readonly ca: string;
  /** A server's certificate that it signed, for localhost and 127.0.0.1. */
  readonly server: Certificate;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes an authority and a server's certificate, on elliptic curves because they are quick to make; valid for a day. */
export async function makeAuthority(name = 'Presswatch test authority'): Promise<Authority> {
  const root = await make(name, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
  const server = await make(
    'localhost',
    [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
    root,
  );
  return { ca: root.cert, server };
}

async function make(
  commonName: string,
  extensions: NonNullable<SelfsignedOptions['extensions']>,
  issuer?: Certificate,
): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // A clock that was set back a little does not make it invalid.
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + DAY_MS),
    extensions,
    ...(issuer && { ca: issuer }),
  });
  return { cert, key };
}
