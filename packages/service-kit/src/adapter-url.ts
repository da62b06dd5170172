import { isAbsolute, resolve } from 'node:path';

/** A port's address that names no adapter of this version. */
export class AdapterUrlError extends Error {
  override readonly name = 'AdapterUrlError';
}

/** What an address like `sqlite:data/log.db` names. */
export interface AdapterAddress {
  readonly adapter: 'sqlite';
  /** Absolute path of the file. */
  readonly path: string;
}

/** Reads the address of a port. @throws AdapterUrlError naming the variable, with the password left out */
export function adapterAddress(variable: string, url: string): AdapterAddress {
  const match = /^sqlite:(.+)$/.exec(url);
  if (!match?.[1]) {
    throw new AdapterUrlError(
      `${variable} is ${redactUrl(url)}: this version knows sqlite:PATH only, as sqlite:data/${variable.slice('PRESSWATCH_'.length).toLowerCase()}.db`,
    );
  }
  return { adapter: 'sqlite', path: isAbsolute(match[1]) ? match[1] : resolve(match[1]) };
}

/** An address as it may be printed: without user, password, query and fragment. */
export function redactUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text.replace(/\/\/[^/@]*@/, '//***@');
  const secret = url.username !== '' || url.password !== '';
  return `${url.protocol}${url.host === '' ? '' : `//${secret ? '***@' : ''}${url.host}`}${url.pathname}`;
}
