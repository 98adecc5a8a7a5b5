import type { FollowUpRow, FollowUpRunWithRow } from "#db/queries/follow-ups.ts";
import type { FollowUpConnector, FollowUpEvent } from "#db/queries/queue-follow-ups.ts";

/** What follows an event in one system, as the console and the API show it. */
export interface FollowUpView {
  event: FollowUpEvent;
  connector: FollowUpConnector;
  /** As its vendor writes it. */
  name: string;
  active: boolean;
  template: string;
  target: FollowUpRow["target"];
  /** Whether the connector has all of its variables. */
  configured: boolean;
  missing: string[];
  /** ISO 8601; null while nobody has saved it. */
  updatedAt: string | null;
}

/**
 * One follow-up of one change of one appointment. `waiting`: not yet made, or not for sure; `skipped`: it was no longer
 * true, see `reason`; `given_up`: an admin may have it tried again, or has discarded it (no `deliveryId`). Instants are
 * ISO 8601.
 */
export interface FollowUpRunView {
  id: string;
  event: FollowUpEvent;
  connector: FollowUpConnector;
  state: "waiting" | "done" | "skipped" | "given_up";
  appointmentId: string;
  clientName: string;
  serviceName: string;
  artistName: string;
  startTime: string;
  /** The artist's. */
  timeZone: string;
  /** Where its system shows it; null until it is made, and where it is not known. */
  remoteUrl: string | null;
  /** Why it was skipped, or why the last attempt failed: a stable word, and what the system said. */
  reason: string | null;
  detail: string;
  attempts: number;
  /** The delivery to try again or to discard (`/api/admin/outbox/{id}`), while there is one. */
  deliveryId: string | null;
  nextAttemptAt: string | null;
  createdAt: string;
  doneAt: string | null;
}

export function toRunView({ run, row, about }: FollowUpRunWithRow): FollowUpRunView {
  const [event, connector] = partsOf(run.followUpId);
  const state = stateOf(run.state, row);
  // Why it failed before concerns nobody once somebody has given it up.
  const isDiscarded = state === "given_up" && row === null;
  const [reason = "", ...detail] = isDiscarded ? [] : (run.error ?? "").split("\n");
  return {
    id: run.id,
    event,
    connector,
    state,
    appointmentId: run.appointmentId,
    clientName: about.clientName,
    serviceName: about.serviceName,
    artistName: about.artistName,
    startTime: iso(about.startMs),
    timeZone: about.timeZone,
    remoteUrl: run.remoteUrl,
    reason: reason || null,
    detail: detail.join(" "),
    attempts: row?.attempts ?? 0,
    deliveryId: row?.id ?? null,
    nextAttemptAt: row === null || row.deadAt !== null ? null : iso(row.nextAttemptAt),
    createdAt: iso(run.createdAt),
    doneAt: run.doneAt === null ? null : iso(run.doneAt),
  };
}

/** The outbox knows what still waits: without a row, or with a dead one, nobody tries any more. */
function stateOf(
  state: FollowUpRunWithRow["run"]["state"],
  row: FollowUpRunWithRow["row"],
): FollowUpRunView["state"] {
  if (state === "done" || state === "skipped") return state;
  return row === null || row.deadAt !== null ? "given_up" : "waiting";
}

/** Of `confirmed:todoist`; only what is ours is ever stored. */
function partsOf(followUpId: string): [FollowUpEvent, FollowUpConnector] {
  const [event, connector] = followUpId.split(":");
  return [
    event === "requested" || event === "cancelled" ? event : "confirmed",
    connector === "freescout" || connector === "zulip" ? connector : "todoist",
  ];
}

const iso = (ms: number) => new Date(ms).toISOString();
