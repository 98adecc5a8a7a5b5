import type { FollowUpConnector } from "#db/queries/queue-follow-ups.ts";
import { paymentReference } from "#lib/links/payment-reference.ts";

/**
 * What the first line of a text ends with where it has to be found again: the appointment's reference, and which change
 * of it this is. `(ABCD1234-2)`
 */
export function runMark(run: { id: string; appointmentId: string }): string {
  const version = run.id.slice(run.appointmentId.length + 1).split(":")[0] ?? "";
  return `(${paymentReference(run.appointmentId)}-${version})`;
}

/** The first line with its mark; a task has none, because Todoist makes nothing twice under one key. */
export function markedHead(
  head: string,
  connector: FollowUpConnector,
  run: { id: string; appointmentId: string },
): string {
  return connector === "todoist" ? head : `${head} ${runMark(run)}`;
}
