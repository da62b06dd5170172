import { VersionConflictError } from './port.ts';

/** A value as every adapter keeps it. @throws TypeError where it is no JSON */
export function toJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`a value of type ${typeof value} cannot be kept: it is no JSON`);
  return json;
}

export const conflict = (kind: string, id: string): VersionConflictError =>
  new VersionConflictError(`${kind} ${id} was changed or deleted by somebody else: read it again`);
