import { getTranslations } from "next-intl/server";
import { RefusedForm } from "#components/site/refused-form.tsx";
import { Alert } from "#components/ui/alert.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";

const reasons = [
  "notice",
  "not_by_link",
  "begun",
  "decided",
  "no_sitting",
  "too_close",
  "same_time",
] as const;
const codes = ["booking_refused", "link_expired", "calendar_unreachable", "invalid_input"] as const;

type Said = (typeof reasons)[number] | (typeof codes)[number] | "changed" | "taken" | "other";

/** Which words say why a form of the customer's page was refused. */
export function refusalWords({ code, errors }: Pick<FormDraft, "code" | "errors">): Said {
  const given = [...(errors.action ?? []), ...(errors.startTime ?? [])];
  const reason = reasons.find((name) => given.includes(name));
  if (reason) return reason;
  if (code === "conflict") return "changed";
  if (code === "slot_taken" || code === "slot_unavailable") return "taken";
  return codes.find((name) => name === code) ?? "other";
}

/** Why it was refused and what to do. */
export async function RefusedNotice({ draft }: { draft: Pick<FormDraft, "code" | "errors"> }) {
  const t = await getTranslations("link.refused");
  const said = refusalWords(draft);
  const tone = said === "invalid_input" || said === "changed" ? "warn" : "bad";
  return <RefusedForm draft={draft} words={{ tone, title: t(said), text: t(`${said}Text`) }} />;
}

const deeds = ["reschedule", "message", "add", "refused"] as const;

/** That something was done, where the page does not say so by itself. */
export async function DoneNotice({ done, artist }: { done: string; artist: string }) {
  const t = await getTranslations("link.done");
  const deed = deeds.find((name) => name === done);
  if (!deed) return null;
  return (
    <Alert
      role="status"
      tabIndex={-1}
      autoFocus
      tone="good"
      title={t(deed, { artist })}
      className="mb-8 max-w-2xl"
    />
  );
}
