import { DeadLetterCursorError } from './port.ts';

/** The last record that a page looked at: reading goes on behind it. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export const formatCursor = (place: Place): string =>
  Buffer.from(`1 ${place.topic} ${place.partition} ${place.offset}`).toString('base64url');

/** @throws DeadLetterCursorError */
export function parseCursor(cursor: string): Place {
  const match = /^1 (\S{1,300}) (\d{1,9}) (\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) {
    throw new DeadLetterCursorError('the cursor is not one that a list of dead letters gave: start without a cursor');
  }
  return { topic: match[1] ?? '', partition: Number(match[2]), offset: Number(match[3]) };
}
