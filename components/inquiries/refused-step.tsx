import { getTranslations } from "next-intl/server";
import { RefusedForm } from "#components/site/refused-form.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";

const codes = ["slot_taken", "link_expired", "conflict", "invalid_input"] as const;

/** Why a form of the page of an idea, or of the waitlist, was refused, and what to do. */
export async function RefusedStep({ draft, artist }: { draft: FormDraft; artist: string }) {
  const t = await getTranslations("inquiry.page.refused");
  const said = codes.find((code) => code === draft.code) ?? "other";
  const tone = said === "invalid_input" || said === "conflict" ? "warn" : "bad";
  return <RefusedForm draft={draft} words={{ tone, title: t(said), text: t(`${said}Text`, { artist }) }} />;
}
