import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import { iso } from "./iso.ts";

/** An appointment in an answer. */
export function appointmentJson(view: AppointmentView) {
  return {
    id: view.id,
    customerId: view.customerId,
    status: view.status,
    statusReason: view.statusReason,
    startTime: iso(view.startMs),
    endTime: iso(view.endMs),
    artistId: view.artist.id,
    serviceId: view.service.id,
    artist: view.artist,
    service: view.service,
    timeZone: view.timeZone,
    clientName: view.clientName,
    clientEmail: view.clientEmail,
    clientPhone: view.clientPhone,
    description: view.description,
    alternatives: view.alternatives.map(iso),
    unverified: view.unverified,
    conflict: view.conflict,
    version: view.version,
    expiresAt: iso(view.expiresAt),
    createdAt: iso(view.createdAt),
  };
}
