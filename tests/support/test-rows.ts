import type { NewAppointment } from "#db/queries/appointments.ts";
import type { AuditEntry } from "#db/queries/audit.ts";
import { MINUTE } from "#lib/core/clock.ts";

/** An appointment row between two instants, without a calendar; buffers in minutes. */
export function appointmentRow(
  id: string,
  span: { start: string; end: string; before?: number; after?: number },
  more: Partial<NewAppointment> = {},
): NewAppointment {
  const startMs = Date.parse(span.start);
  const endMs = Date.parse(span.end);
  return {
    id,
    artistId: "mara",
    serviceId: "session",
    status: "PENDING",
    startMs,
    endMs,
    blockStartMs: startMs - (span.before ?? 0) * MINUTE,
    blockEndMs: endMs + (span.after ?? 0) * MINUTE,
    timeZone: "Europe/Vienna",
    clientName: "Lena Hofer",
    clientEmail: "lena@example.org",
    expiresAt: startMs,
    manageTokenHash: `hash-${id}`,
    caldavUid: `uid-${id}`,
    createdAt: 0,
    updatedAt: 0,
    ...more,
  };
}

export function auditLine(entityId: string, at = 0): AuditEntry {
  return { at, actorKind: "admin", actorName: "Test", entity: "appointment", entityId, action: "tested" };
}
