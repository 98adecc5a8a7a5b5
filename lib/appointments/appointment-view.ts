import type { AppointmentWithNames } from "#db/queries/appointments.ts";

/** An appointment as the console shows it. Instants are epoch milliseconds. */
export type AppointmentView = Pick<
  AppointmentWithNames,
  | "id"
  | "customerId"
  | "status"
  | "statusReason"
  | "startMs"
  | "endMs"
  | "timeZone"
  | "clientName"
  | "clientEmail"
  | "clientPhone"
  | "description"
  | "alternatives"
  | "unverified"
  | "conflict"
  | "expiresAt"
  | "createdAt"
  | "version"
  | "offerId"
  | "inquiryId"
  | "rootId"
  | "seriesId"
  | "seriesPosition"
  | "seriesTotal"
  | "depositAmount"
  | "depositCurrency"
  | "depositState"
  | "depositUrl"
  | "linkGeneration"
  | "artist"
  | "service"
>;

export interface HistoryLine {
  at: number;
  actorName: string;
  actorKind: string;
  action: string;
  detail: Record<string, unknown>;
}

/** `none`: no calendar; `written`: the calendar holds it as it is; `waiting`: a change is still on its way. */
export interface EventState {
  state: "none" | "written" | "waiting";
  lastError: string | null;
  /** The stable key of the last error, for words in the reader's language. */
  lastErrorKey: string | null;
  nextAttemptAt: number | null;
}

export type AppointmentDetails = AppointmentView & {
  history: HistoryLine[];
  event: EventState;
  /** Whether the last line of the history can be taken back now. */
  canUndo: boolean;
};

export function toAppointmentView(row: AppointmentWithNames): AppointmentView {
  return {
    id: row.id,
    customerId: row.customerId,
    status: row.status,
    statusReason: row.statusReason,
    startMs: row.startMs,
    endMs: row.endMs,
    timeZone: row.timeZone,
    clientName: row.clientName,
    clientEmail: row.clientEmail,
    clientPhone: row.clientPhone,
    description: row.description,
    alternatives: row.alternatives,
    unverified: row.unverified,
    conflict: row.conflict,
    expiresAt: row.expiresAt,
    createdAt: row.createdAt,
    version: row.version,
    offerId: row.offerId,
    inquiryId: row.inquiryId,
    rootId: row.rootId,
    seriesId: row.seriesId,
    seriesPosition: row.seriesPosition,
    seriesTotal: row.seriesTotal,
    depositAmount: row.depositAmount,
    depositCurrency: row.depositCurrency,
    depositState: row.depositState,
    depositUrl: row.depositUrl,
    linkGeneration: row.linkGeneration,
    artist: row.artist,
    service: row.service,
  };
}
