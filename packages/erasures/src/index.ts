export {
  createErasures,
  ERASURE_KIND,
  ERASURE_MARK,
  type Erasure,
  type Erasures,
  ErasuresUnreadableError,
  listErasures,
  REFRESH_MS,
  recordErasure,
} from './erasures.ts';
export { ErasedReleaseError, refuseErased } from './refuse-erased.ts';
