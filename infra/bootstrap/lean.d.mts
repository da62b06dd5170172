/** Environment that keeps a process of several threads small; the caller's own overrules it. */
export function lean(root: string): Record<string, string>;
/** Flags of Node for processes that run the stages. */
export const LEAN_FLAGS: readonly string[];
