import { getTranslations } from "next-intl/server";
import { isNotTaken, NotTaken } from "#components/site/not-taken.tsx";
import { Alert } from "#components/ui/alert.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";

const codes = ["slot_taken", "link_expired", "conflict", "invalid_input"] as const;

/** Why a form of a customer's page was refused, and what to do; takes the focus, without a script as well. */
export async function RefusedStep({ draft, artist }: { draft: FormDraft; artist: string }) {
  if (isNotTaken(draft.code)) return <NotTaken code={draft.code} className="mb-8 max-w-2xl" />;
  const t = await getTranslations("inquiry.page.refused");
  const said = codes.find((code) => code === draft.code) ?? "other";
  return (
    <Alert
      role="alert"
      tabIndex={-1}
      autoFocus
      tone={said === "invalid_input" || said === "conflict" ? "warn" : "bad"}
      title={t(said)}
      className="mb-8 max-w-2xl"
    >
      <p>{t(`${said}Text`, { artist })}</p>
      {draft.errors.pictures && (
        <a
          href="#messages"
          className="inline-flex min-h-11 items-center underline underline-offset-4 hover:no-underline"
        >
          {t("toMessage")}
        </a>
      )}
    </Alert>
  );
}
