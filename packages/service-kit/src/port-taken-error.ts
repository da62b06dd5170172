/** The port to listen on is taken by another program. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}
