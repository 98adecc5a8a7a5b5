import { readOcsEnvelope } from "#lib/nextcloud/ocs-envelope.ts";
import type { Refusal, RefusedAnswer } from "../connector.ts";

/** What Nextcloud says of a refusal: its OCS envelope, which is XML for most failures, and its maintenance mode. */
export function explainAnswer({ status, headers, text }: RefusedAnswer): Refusal | null {
  const envelope = readOcsEnvelope(text);
  if (
    status === 503 &&
    (headers.has("x-nextcloud-maintenance-mode") || /maintenance/i.test(text.slice(0, 5_000)))
  )
    return { kind: "rejected", reason: "maintenance", message: "Nextcloud is in maintenance mode." };
  if (status === 401) return { kind: "auth" };
  if (!envelope) return null;
  const message = envelope.message === "" ? {} : { message: `Nextcloud: ${envelope.message}` };
  if (status === 404 || envelope.statuscode === 998) return { ...message, reason: "not-found" };
  return status === 400 ? { ...message, reason: "invalid" } : message;
}
