export { type DateLabel, labelAfter, labelBefore } from './labels.ts';
export { type DateOrder, orderOfHost, orderOfLanguage, orderShown } from './order.ts';
export { type DateContext, type FoundTime, findTime, readTime } from './read.ts';
