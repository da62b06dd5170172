export { type Adapters, openAdapters } from '@presswatch/adapters';
