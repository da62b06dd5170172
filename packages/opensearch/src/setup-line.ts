/** What `setup` says of one index. */
export interface SetupLine {
  readonly name: string;
  readonly state: 'made' | 'there' | 'differs' | 'missing';
  readonly detail: string;
  /** What to do where it differs or is missing. */
  readonly remedy?: string;
}
