export { type HttpFault, type HttpFaultProxy, type HttpFaultProxyOptions, startHttpFaultProxy } from './http-proxy.ts';
export { startTcpFaultProxy, type TcpFault, type TcpFaultProxy } from './tcp-proxy.ts';
