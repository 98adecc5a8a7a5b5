import type { ConsentRow } from "#db/queries/consents.ts";
import { dayOf } from "#lib/core/time-zone.ts";
import { safeFolderName } from "#lib/customers/folder-names.ts";

/** `Consent 2026-12-01 Tattoo consent.pdf`, by the day it was signed. */
export function consentFileName(consent: Pick<ConsentRow, "signedAt" | "timeZone" | "title">): string {
  const day = dayOf(consent.signedAt, consent.timeZone);
  return `Consent ${day} ${safeFolderName(consent.title)}.pdf`;
}
