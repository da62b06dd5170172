import type { StatedTime } from '@presswatch/events';
import type { CaptureDocument } from '@presswatch/release-index';

/** A moment in UTC, to the second: the same on every machine. */
export const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')}Z`;

/** How long ago, roughly. */
export function ago(ms: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - ms) / 1000));
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86_400)} days ago`;
}

/** A time as stated: no more precise than it was, its zone as stated or said to be missing. */
export function statedTime({ value, zone }: StatedTime): string {
  if (!value.includes('T')) return value;
  return `${value.replace('T', ' ')} ${zone ?? '(zone not stated)'}`;
}

/** When a release appeared: as stated, else when it was first seen. */
export const dateOf = (shown: CaptureDocument | null, firstSeen: number): string =>
  shown?.content?.published === undefined ? `first seen ${moment(firstSeen)}` : statedTime(shown.content.published);

export const titleOf = (shown: CaptureDocument | null): string =>
  shown?.content?.title ?? '(withdrawn before it was read)';

/** A total as people say it. */
export const total = ({ value, exact }: { readonly value: number; readonly exact: boolean }): string =>
  exact ? String(value) : `${value} or more`;

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
