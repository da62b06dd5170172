export { type Authority, type Certificate, makeAuthority } from './certificates.ts';
export { type HttpsFront, startHttpsFront, startTlsFront, type TlsFront } from './tls-front.ts';
