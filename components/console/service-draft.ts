import { decimalAmount } from "#lib/links/payment-link.ts";
import type { ServiceView } from "#lib/services/service-view.ts";
import { readAmount } from "#lib/studio/read-amount.ts";

/** What a service's form needs to know of the studio. */
export interface ServiceChoices {
  artists: { id: string; name: string }[];
  /** ISO 4217. */
  currency: string;
  consentForms: { id: string; title: string; active: boolean }[];
}

/** A service as its form holds it: numbers and lists as they are typed, the notice in hours. */
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
  bookingMode: ServiceView["bookingMode"];
  /** Minutes, with commas between. */
  choices: string;
  sessions: string;
  gap: string;
  dailyMaximum: string;
  weeklyMaximum: string;
  /** In the currency itself, such as 49.90. */
  deposit: string;
  /** "" for none. */
  consentFormId: string;
  asksPictures: boolean;
  artistIds: string[];
}

/** `null` is a new one: what most studios begin with. */
export function serviceDraft(
  service: ServiceView | null,
  { artists, currency }: Pick<ServiceChoices, "artists" | "currency">,
): ServiceDraft {
  const deposit = service?.depositAmount ?? null;
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
    bookingMode: service?.bookingMode ?? "slot",
    choices: (service?.durationChoices ?? []).join(", "),
    sessions: String(service?.sessions ?? 1),
    gap: String(service?.sessionGapDays ?? 14),
    dailyMaximum: typedNumber(service?.dailyMaximum),
    weeklyMaximum: typedNumber(service?.weeklyMaximum),
    deposit: deposit === null ? "" : decimalAmount(deposit, currency).replace(/\.0+$/, ""),
    consentFormId: service?.consentFormId ?? "",
    asksPictures: service?.asksPictures ?? true,
    artistIds: service ? service.artistIds : artists.map(({ id }) => id),
  };
}

/** What is sent to the API. An empty or unreadable number is left to it to refuse. */
export function serviceBody(draft: ServiceDraft, currency: string): Record<string, unknown> {
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
    bookingMode: draft.bookingMode,
    durationChoices: minutesOfList(draft.choices) ?? [],
    sessions: numberOf(draft.sessions),
    sessionGapDays: numberOf(draft.gap),
    dailyMaximum: draft.dailyMaximum.trim() === "" ? null : numberOf(draft.dailyMaximum),
    weeklyMaximum: draft.weeklyMaximum.trim() === "" ? null : numberOf(draft.weeklyMaximum),
    depositAmount: draft.deposit.trim() === "" ? null : readAmount(draft.deposit, currency),
    consentFormId: draft.consentFormId === "" ? null : draft.consentFormId,
    asksPictures: draft.asksPictures,
    artistIds: draft.artistIds,
  };
}

/** What would be lost without a word if it were sent: a list or an amount nobody can read. */
export function unreadable(draft: ServiceDraft, currency: string): { choices: boolean; deposit: boolean } {
  return {
    choices: minutesOfList(draft.choices) === null,
    deposit: draft.deposit.trim() !== "" && readAmount(draft.deposit, currency) === null,
  };
}

/** "90, 180" → [90, 180]; null where something in it is no number. */
export function minutesOfList(typed: string): number[] | null {
  const numbers = typed.split(/[\s,;]+/).flatMap((one) => (one === "" ? [] : [numberOf(one)]));
  return numbers.every((one) => one !== null) ? numbers : null;
}

const typedNumber = (value: number | null | undefined) =>
  value === null || value === undefined ? "" : String(value);

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
