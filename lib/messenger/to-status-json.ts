import type { MessengerStatus } from "./show-messenger-status.ts";

/** As the HTTP API writes it; instants are ISO 8601 in UTC with milliseconds. */
export function toStatusJson(status: MessengerStatus): object {
  const { matrix, talk, oldestWaitingAt, lastFailure, lastCause: _, ...rest } = status;
  return {
    ...rest,
    matrix: matrix && {
      configured: matrix.configured,
      server_name: matrix.serverName,
      reachable: matrix.reachable,
      detail: matrix.detail,
      last_transaction_at: iso(matrix.lastTransactionAt),
      quiet_until: iso(matrix.quietUntil),
    },
    talk: talk && { configured: talk.configured, reachable: talk.reachable, detail: talk.detail },
    oldest_waiting_at: iso(oldestWaitingAt),
    last_failure: lastFailure,
  };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
