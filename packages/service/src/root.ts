import { fileURLToPath } from 'node:url';

/** The workspace's folder: what relative settings start from. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
