import { buildTree } from './tree/build.ts';
import type { LightDocument } from './tree/light-document.ts';

/**
 * A document out of any HTML, a fragment included. Styles, comments and frames are left out, and scripts stand in the head.
 *
 * @returns `undefined` for a page too large to make a tree of; its tags can still be walked (`flat.ts`)
 */
export const parseDocument = (html: string): LightDocument | undefined => buildTree(html);
