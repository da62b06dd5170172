/** The state cannot be reached, or refuses: nothing is lost; try again. The message says what happened and what to do. */
export class StateUnavailableError extends Error {
  override readonly name = 'StateUnavailableError';
}
