// Written by npm run generate from services/api/generated/openapi.json.

export interface Block {
  readonly kind: string;
  readonly text: string;
  readonly level?: number;
  /** about, contact, legal, notes; absent: the news itself */
  readonly part?: string;
}

export interface Capture {
  /** <fetchedAt>-<sha256> */
  readonly id: string;
  /** ms since 1970: when the bytes were fetched */
  readonly fetchedAt: number;
  readonly sha256: string;
  readonly source: Source;
  /** the look found the release gone */
  readonly removed: boolean;
  readonly contentHash: string | null;
  readonly origin: string;
  /** ms since 1970: when the raw release was acknowledged */
  readonly ingestedAt: number;
  /** where the original bytes are; null where there are none */
  readonly raw: string | null;
  /** where they can be looked at, without scripts and without requests elsewhere */
  readonly view: string | null;
}

export interface Change {
  readonly at: StatedTime;
  readonly note: string;
}

export interface Contact {
  readonly name?: string;
  readonly role?: string;
  readonly organisation?: string;
  readonly emails: readonly (string)[];
  readonly phones: readonly (string)[];
  readonly urls?: readonly (string)[];
}

export interface Content {
  readonly title: string;
  readonly kind: string;
  readonly url?: string;
  readonly issuer?: {
    readonly name: string;
    /** where it was read */
    readonly from: string;
  };
  readonly distributor?: {
    readonly name: string;
    readonly at?: StatedTime;
  };
  readonly published?: StatedTime;
  readonly modified?: StatedTime;
  readonly language?: string;
  readonly dateline?: Dateline;
  readonly tickers?: readonly (Ticker)[];
  readonly contacts?: readonly (Contact)[];
  /** newest first */
  readonly history?: readonly (Change)[];
  readonly withdrawn?: Withdrawn;
  /** where fields without `from` were read, by field */
  readonly provenance?: { readonly [name: string]: string };
  readonly format: string;
  readonly body: readonly (Block)[];
  readonly links: readonly ({
    readonly url: string;
    readonly text?: string;
  })[];
  readonly entities: readonly (Entity)[];
  readonly mentions: readonly (Mention)[];
  /** where names were looked for no further, in UTF-16 units of title and body; absent where all was read */
  readonly namedTo?: number;
  readonly countries: readonly (string)[];
  readonly topics: readonly (Topic)[];
  readonly fingerprint: string;
  readonly contentHash: string;
  readonly parserVersion: string;
  readonly enricherVersion: string;
  readonly gazetteerVersion: string;
}

export interface Dateline {
  readonly place?: string;
  readonly date?: StatedTime;
  readonly wire?: string;
  /** the words it was read from */
  readonly stated: string;
}

export interface DeadLetterCount {
  readonly stage: string;
  readonly reason: string;
  readonly status: string;
  readonly count: number;
}

export interface DeadLetterDetail {
  readonly id: string;
  /** open, replayed or discarded */
  readonly status: string;
  /** ms since 1970: since when it is not open */
  readonly statusAt?: number;
  readonly note?: string;
  /** the stage that gave the record up */
  readonly group: string;
  readonly stageVersion: string;
  readonly reason: {
    readonly code: string;
    readonly message: string;
  };
  readonly cause?: string;
  readonly stack?: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** of the original record */
  readonly key: string;
  readonly attempts: number;
  /** ms since 1970: when it was given up */
  readonly at: number;
  /** bytes of the original value */
  readonly size: number;
  /** the record that was given up: the beginning of what it holds */
  readonly original: {
    readonly title?: string;
    readonly url?: string;
    readonly fileName?: string;
    /** the id of the source it came from */
    readonly source?: string;
    readonly releaseId?: string;
    /** the release can be shown: another look at it was read */
    readonly isFindable: boolean;
    /** of the bytes that head is the beginning of */
    readonly mediaType: string;
    /** of those bytes */
    readonly size: number;
    /** the first of them, as text */
    readonly head: string;
  };
}

export interface DeadLetterPage {
  readonly items: readonly (ListedDeadLetter)[];
  /** of all dead letters, whatever was asked for */
  readonly counts: readonly (DeadLetterCount)[];
  readonly cursor?: string;
}

export interface Entity {
  readonly type: string;
  readonly name: string;
  readonly iso2?: string;
  readonly wikidata?: string;
}

export interface Facet {
  readonly field: "issuer" | "distributor" | "country" | "entity" | "topic" | "kind" | "lang" | "source";
  readonly values: readonly ({
    readonly value: string;
    readonly label: string;
    readonly count: number;
  })[];
  /** the counts are of the newest 10,000 matches only */
  readonly sampled: boolean;
}

export interface Highlight {
  readonly field: "title" | "body";
  readonly text: string;
  /** [start, end) in UTF-16 units of text */
  readonly marks: readonly (readonly [number, number])[];
}

export interface Hit {
  readonly releaseId: string;
  /** ms since 1970: the first look that saw it */
  readonly firstSeen: number;
  readonly withdrawnAt: number | null;
  /** null where only removals were seen */
  readonly title: string | null;
  readonly kind: string | null;
  readonly url?: string;
  readonly issuer?: {
    readonly name: string;
    /** where it was read */
    readonly from: string;
  };
  readonly distributor?: {
    readonly name: string;
    readonly at?: StatedTime;
  };
  readonly published?: StatedTime;
  readonly modified?: StatedTime;
  readonly language?: string;
  readonly source: Source | null;
  readonly countries: readonly (string)[];
  readonly topics: readonly (Topic)[];
  /** how the news begins: its first paragraph, cut */
  readonly summary?: string;
  /** the issuer itself says that it no longer holds */
  readonly withdrawn: boolean;
  readonly highlights: readonly (Highlight)[];
}

export interface ListedDeadLetter {
  readonly id: string;
  /** open, replayed or discarded */
  readonly status: string;
  /** ms since 1970: since when it is not open */
  readonly statusAt?: number;
  readonly note?: string;
  /** the stage that gave the record up */
  readonly group: string;
  readonly stageVersion: string;
  readonly reason: {
    readonly code: string;
    readonly message: string;
  };
  readonly cause?: string;
  readonly stack?: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** of the original record */
  readonly key: string;
  readonly attempts: number;
  /** ms since 1970: when it was given up */
  readonly at: number;
  /** bytes of the original value */
  readonly size: number;
  readonly title?: string;
  readonly url?: string;
  readonly fileName?: string;
}

export interface Mention {
  /** UTF-16 units into title, two newlines, body blocks joined by two newlines */
  readonly start: number;
  readonly end: number;
  /** index into entities */
  readonly entity: number;
  /** the list or rule that found it */
  readonly by: string;
  /** of the block that it stands in; absent: the news itself */
  readonly part?: string;
}

export interface PipelineStatus {
  /** ms */
  readonly at: number;
  readonly stages: readonly ({
    readonly stage: string;
    readonly topic: string;
    readonly lag: {
      /** records not finished */
      readonly records: number;
      /** ms: when the oldest of them was published */
      readonly oldestAt: number | null;
      /** the log could not be asked: the two say nothing */
      readonly isUnread?: true;
    };
    readonly openDeadLetters: number;
    /** the dependency that the stage waits for; null where it works or idles */
    readonly waitingFor: string | null;
  })[];
  /** the stage that most records wait for; null where none wait */
  readonly limiting: string | null;
  /** searchable releases */
  readonly releases: {
    readonly value: number;
    /** false: there are at least this many */
    readonly exact: boolean;
  };
  /** releases first seen in the last 60 s: the rate */
  readonly seenLastMinute: {
    readonly value: number;
    /** false: there are at least this many */
    readonly exact: boolean;
  };
  readonly seenLastHour: {
    readonly value: number;
    /** false: there are at least this many */
    readonly exact: boolean;
  };
  /** what could not be read, and stands as nought above */
  readonly problems?: readonly (string)[];
}

export interface Problem {
  /** urn:presswatch:problem:<code> */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** what happened and what to do next */
  readonly detail: string;
  readonly code: "invalid-request" | "invalid-query" | "query-too-wide" | "invalid-cursor" | "malformed-request" | "no-such-page" | "release-not-found" | "capture-not-found" | "raw-not-kept" | "revision-not-found" | "no-page-view" | "dead-letter-not-found" | "method-not-allowed" | "url-too-long" | "wrong-host" | "internal" | "page-not-built" | "not-live" | "not-ready" | "index-unavailable" | "log-unavailable" | "records-unavailable" | "state-unavailable";
  readonly errors?: readonly ({
    /** the parameter */
    readonly at: string;
    readonly message: string;
    /** UTF-16 units into the query */
    readonly start?: number;
    /** exclusive */
    readonly end?: number;
    readonly code?: string;
    readonly remedy?: string;
  })[];
}

export interface Release {
  readonly releaseId: string;
  /** ms since 1970: the first look that saw it */
  readonly firstSeen: number;
  readonly withdrawnAt: number | null;
  /** of the newest capture that is not a removal */
  readonly content: Content | null;
  readonly provenance: {
    /** the capture that the content comes from */
    readonly capture: string;
    readonly source: Source;
    readonly aliases: readonly (string)[];
    readonly origin: string;
    readonly epoch: number;
    /** ms since 1970: when the raw release was acknowledged */
    readonly ingestedAt: number;
    readonly raw: string | null;
    /** where its way through the stages is */
    readonly way: string;
  } | null;
  /** oldest first */
  readonly captures: readonly (Capture)[];
  /** oldest first */
  readonly revisions: readonly (Revision)[];
}

export interface Revision {
  /** from 1, made on reading */
  readonly number: number;
  /** the id of its first capture: the revision’s lasting name */
  readonly name: string;
  /** ms since 1970: its first capture */
  readonly firstSeen: number;
  /** ms since 1970: its last capture */
  readonly lastSeen: number;
  /** null for a withdrawal */
  readonly contentHash: string | null;
  readonly title: string | null;
  readonly captures: readonly (string)[];
}

export interface RevisionContent {
  readonly releaseId: string;
  /** the id of the revision’s first capture */
  readonly name: string;
  /** what that capture showed; null for a withdrawal */
  readonly content: Content | null;
}

export interface SearchResult {
  readonly total: {
    readonly value: number;
    readonly exact: boolean;
  };
  readonly hits: readonly (Hit)[];
  readonly facets: readonly (Facet)[];
  /** of the next page; absent on the last one */
  readonly cursor?: string;
}

export interface Source {
  readonly id: string;
  readonly kind: string;
  readonly title?: string;
  readonly issuer?: string;
  readonly country?: string;
  readonly language?: string;
}

export interface SourceView {
  readonly id: string;
  /** folder, feed, upload, url, push */
  readonly kind: string;
  readonly title?: string;
  readonly url?: string;
  readonly enabled: boolean;
  /** ok, failing, not-a-feed, blocked, gone; unknown before the first look */
  readonly state: string;
  /** ms: when it came into this state */
  readonly since?: number;
  /** ms: the last look */
  readonly checkedAt?: number;
  /** ms: the last look that could be read */
  readonly lastSuccess?: number;
  /** ms: when it is looked at again */
  readonly nextAt?: number;
  /** items at the last success */
  readonly itemsSeen?: number;
  /** a code */
  readonly reason?: string;
  /** what happened and what to do */
  readonly message?: string;
}

export interface StatedTime {
  /** as long as its precision: 2024, 2024-06, 2024-06-28, 2024-06-28T09:27 */
  readonly value: string;
  readonly precision: "year" | "month" | "day" | "minute" | "second";
  /** as stated; null where none was stated */
  readonly zone: string | null;
  /** the words it was read from */
  readonly stated: string;
  /** where in the release it was found */
  readonly from: string;
}

export interface Ticker {
  readonly exchange: string;
  readonly symbol: string;
  readonly stated: string;
}

export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly by: string;
}

export interface Way {
  readonly releaseId: string;
  /** oldest first */
  readonly captures: readonly ({
    readonly capture: string;
    readonly source: Source;
    /** ms since 1970: when the bytes were fetched */
    readonly fetchedAt: number;
    /** ms since 1970: when the raw release was acknowledged */
    readonly ingestedAt: number;
    readonly stages: readonly ({
      readonly stage: string;
      readonly version: string;
      /** ms since 1970: when the stage was done */
      readonly at: number;
    })[];
  })[];
}

export interface Withdrawn {
  readonly at?: StatedTime;
  readonly note: string;
}

/** What a GET of each path answers. */
export interface Answers {
  "/api/v1/releases": SearchResult;
  "/api/v1/releases/{id}": Release;
  "/api/v1/releases/{id}/way": Way;
  "/api/v1/releases/{id}/revisions/{name}": RevisionContent;
  "/api/v1/sources": {
    readonly items: readonly (SourceView)[];
  };
  "/api/v1/status": PipelineStatus;
  "/api/v1/dead-letters": DeadLetterPage;
  "/api/v1/dead-letters/{id}": DeadLetterDetail;
  "/healthz": {
    readonly status: "ok";
    /** what is away, although the process can work */
    readonly problems?: readonly (string)[];
  };
  "/readyz": {
    readonly status: "ok";
    /** what is away, although the process can work */
    readonly problems?: readonly (string)[];
  };
}

