import type { ServiceView } from "#lib/services/service-view.ts";

/** A service as its form holds it: numbers as they are typed, the notice in hours. */
export interface ServiceDraft {
  name: string;
  description: string;
  priceNote: string;
  duration: string;
  bufferBefore: string;
  bufferAfter: string;
  noticeHours: string;
  horizonDays: string;
  step: string;
  artistIds: string[];
}

/** `null` is a new one: what most studios begin with. */
export function serviceDraft(service: ServiceView | null, everyArtistId: readonly string[]): ServiceDraft {
  return {
    name: service?.name ?? "",
    description: service?.description ?? "",
    priceNote: service?.priceNote ?? "",
    duration: String(service?.durationMinutes ?? 60),
    bufferBefore: String(service?.bufferBeforeMinutes ?? 0),
    bufferAfter: String(service?.bufferAfterMinutes ?? 15),
    noticeHours: String(Math.round(((service?.minimumNoticeMinutes ?? 1440) / 60) * 100) / 100),
    horizonDays: String(service?.horizonDays ?? 90),
    step: String(service?.slotStepMinutes ?? 30),
    artistIds: service ? service.artistIds : [...everyArtistId],
  };
}

/** What is sent to the API. An empty or unreadable number is left to it to refuse. */
export function serviceBody(draft: ServiceDraft): Record<string, unknown> {
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    priceNote: draft.priceNote.trim(),
    durationMinutes: numberOf(draft.duration),
    bufferBeforeMinutes: numberOf(draft.bufferBefore),
    bufferAfterMinutes: numberOf(draft.bufferAfter),
    minimumNoticeMinutes: minutesOfHours(draft.noticeHours),
    horizonDays: numberOf(draft.horizonDays),
    slotStepMinutes: numberOf(draft.step),
    artistIds: draft.artistIds,
  };
}

/** A whole number at least 0; null for anything else. */
export function numberOf(typed: string): number | null {
  return /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : null;
}

/** "1.5" hours → 90 minutes. */
export function minutesOfHours(typed: string): number | null {
  const hours = /^\d{1,5}(?:[.,]\d{1,2})?$/.test(typed.trim())
    ? Number(typed.trim().replace(",", "."))
    : null;
  return hours === null ? null : Math.round(hours * 60);
}
