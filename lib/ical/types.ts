/** One instance of an event. Instants are epoch milliseconds; `endMs` is exclusive. */
export interface Occurrence {
  /** "" when the event has none. */
  uid: string;
  startMs: number;
  endMs: number;
  /** All-day instants are midnights in the zone the caller gave. */
  allDay: boolean;
  /** `YYYY-MM-DD`, all-day only. */
  startDate: string | null;
  /** `YYYY-MM-DD`, exclusive, all-day only. */
  endDate: string | null;
  /** STATUS in capitals, "" when absent. */
  status: string;
  /** TRANSP in capitals, "" when absent. */
  transparency: string;
  /** Whether this instance blocks its time. */
  busy: boolean;
  /**
   * Where the event recurs (or overrides an instance): the start its rule gave this instance, in basic form
   * (`20260105T090000Z`, or `20260105` for all-day); otherwise null.
   */
  recurrenceId: string | null;
}

/** An event of which some or all could not be read. */
export interface UnreadableEvent {
  uid: string;
  reason: string;
  /** What is known of the time it takes: treat it as busy. Null where nothing is known, or nothing is missing. */
  span: Interval | null;
}

/** Half-open: `startMs` is in, `endMs` is not. Epoch milliseconds. */
export interface Interval {
  startMs: number;
  endMs: number;
}

/** What the reader of one calendar is told about its surroundings. */
export interface ExpandOptions {
  /** Window, epoch milliseconds, `toMs` exclusive. */
  fromMs: number;
  toMs: number;
  /** IANA zone in which floating times and all-day dates are taken. */
  timeZone: string;
  /** `busy` (default): transparent events do not block. `everything`: they do. Cancelled ones never block. */
  blockBy?: "busy" | "everything";
  /** Most occurrences answered for one text; events past it are reported as unreadable and so block. */
  maxOccurrences?: number;
}
