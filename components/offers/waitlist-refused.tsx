import { getTranslations } from "next-intl/server";
import { isNotTaken, NotTaken } from "#components/site/not-taken.tsx";
import { Alert } from "#components/ui/alert.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";

/** Why the form of the waitlist came back. The focus is on the first wrong field, where there is one. */
export async function WaitlistRefused({ draft, artist }: { draft: FormDraft; artist: string }) {
  if (isNotTaken(draft.code)) return <NotTaken code={draft.code} className="mb-6 max-w-2xl" />;
  const t = await getTranslations("inquiry.waitlist");
  const said = draft.code === "conflict" ? "full" : draft.code === "invalid_input" ? "refused" : "cannot";
  return (
    <Alert
      role="alert"
      tabIndex={-1}
      autoFocus={said !== "refused"}
      tone={said === "refused" ? "warn" : "bad"}
      title={t(said, { artist })}
      className="mb-6 max-w-2xl"
    >
      <p>{t(`${said}Text`)}</p>
    </Alert>
  );
}
