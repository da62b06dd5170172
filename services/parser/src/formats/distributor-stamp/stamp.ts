import type { StatedTime } from '@presswatch/events';
import { type DateContext, findTime, orderShown } from '../../dates/index.ts';
import { fold } from '../../text/fold.ts';
import { kindNamed } from '../../text/kind.ts';

/** What a stamp line says: `06/28/2024 | Press release | Distributed by Public on 06/28/2024 09:27`. */
export interface Stamp {
  readonly published?: StatedTime;
  readonly kind?: string;
  readonly distributor?: { name: string; at?: StatedTime };
}

const LONGEST = 300;
const PARTS = /\s*[|¦│·•]\s*/u;
const PASSED_ON =
  /^(?:(?:re)?distributed|delivered|disseminated|released|published|issued|posted|sent|provided|syndicated|transmitted)\s(?:by|via|through)\s|^(?:verbreitet|verteilt|übermittelt|veröffentlicht)\s(?:durch|von|über)\s|^(?:diffusé|distribué|publié|transmis)e?\s(?:par|via)\s|^(?:distribuido|difundido|publicado|emitido|distribuído|divulgado)\s(?:por|via|vía)\s|^(?:distribuito|diffuso|pubblicato)\s(?:da|dal|dalla|tramite)\s|^(?:verspreid|gedistribueerd|gepubliceerd)\s(?:door|via)\s|^(?:распространено|опубликовано)\s/iu;
const JOIN = /[\s,;:(–—-]+(?:on|at|am|um|le|el|il|em|op|den|в)?[\s,:(]*$/iu;
/** A time that could not be read is no part of the name before it. */
const UNREAD = /\s(?:on|at|am|um|le|el|il|em|op|в)\s\d.*$/iu;
const DISTRIBUTORS =
  /distribut|deliver|disseminat|redistribut|syndicat|transmit|verbreitet|verteilt|übermittelt|diffus|distribu|difund|divulg|verspreid|распростран/i;

/**
 * Reads a line as a stamp. It is one where its parts, set apart by bars or dots, are dates, kinds and notices of who
 * passed the release on, at least two of them or one such notice with a date. The stamp's date order is month first,
 * unless one of its own dates shows otherwise.
 */
export function readStamp(line: string, now: number): Stamp | undefined {
  if (longer(line, LONGEST) || !/\d/.test(line)) return undefined;
  const text = fold(line);
  // A line of one part is a stamp only where it says who passed the release on: most lines end here.
  if (!/[|¦│·•]/.test(text) && !PASSED_ON.test(text)) return undefined;
  if (text.length > LONGEST) return undefined;
  const parts = text.split(PARTS).filter((part) => part !== '');
  const ctx: DateContext = { now, order: orderShown(text, 'mdy') };
  const stamp: { published?: StatedTime; kind?: string; distributor?: { name: string; at?: StatedTime } } = {};
  let understood = 0;
  for (const part of parts) {
    if (readPart(part, stamp, ctx)) understood++;
  }
  const enough = understood >= 2 || stamp.distributor?.at !== undefined;
  return enough && understood >= parts.length / 2 && hasDate(text) ? stamp : undefined;
}

/** Whether a line has more than `most` characters that folding keeps: seen early in a paragraph of kilobytes. */
function longer(line: string, most: number): boolean {
  if (line.length <= most) return false;
  let kept = 0;
  for (let at = 0; at < line.length && kept <= most; at++) {
    const code = line.charCodeAt(at);
    if (code > 0x20 && code < 0x7f) kept++;
  }
  return kept > most;
}

interface Reading {
  published?: StatedTime;
  kind?: string;
  distributor?: { name: string; at?: StatedTime };
}

function readPart(part: string, stamp: Reading, ctx: DateContext): boolean {
  const passed = PASSED_ON.exec(part);
  if (passed) return readPassedOn(part, passed[0].length, stamp, ctx);
  const found = findTime(part, 'stamp', ctx);
  if (found && part.length - (found.end - found.start) <= 24) {
    stamp.published ??= found.time;
    return true;
  }
  if (kindNamed(part) === undefined) return false;
  stamp.kind ??= part;
  return true;
}

function readPassedOn(part: string, verb: number, stamp: Reading, ctx: DateContext): boolean {
  const rest = part.slice(verb);
  const found = findTime(rest, 'stamp', ctx);
  const name = (found ? rest.slice(0, found.start) : rest.replace(UNREAD, '')).replace(JOIN, '').trim();
  if (found && !DISTRIBUTORS.test(part.slice(0, verb))) stamp.published ??= found.time;
  if (name !== '') stamp.distributor ??= { name, ...(found ? { at: found.time } : {}) };
  return name !== '' || found !== undefined;
}

/** A stamp holds a date, be it an impossible one. */
const hasDate = (text: string): boolean => /\d{1,4}\D{1,14}\d{1,4}/.test(text);
