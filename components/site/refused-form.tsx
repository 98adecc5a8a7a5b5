import { getTranslations } from "next-intl/server";
import { Alert } from "#components/ui/alert.tsx";
import type { FormDraft } from "#lib/appointments/form-draft.ts";
import { isNotTaken, NotTaken } from "./not-taken.tsx";

/**
 * Why a form of a customer's page was refused, and what to do; takes the focus, without a script as well. What is wrong
 * with pictures it leads to, further down. `words` says the rest; "warn" is for what can be mended at once.
 */
export async function RefusedForm({
  draft,
  words,
}: {
  draft: Pick<FormDraft, "code" | "errors">;
  words: { tone: "warn" | "bad"; title: string; text: string };
}) {
  if (isNotTaken(draft.code)) return <NotTaken code={draft.code} className="mb-8 max-w-2xl" />;
  const t = await getTranslations("link.refused");
  return (
    <Alert
      role="alert"
      tabIndex={-1}
      autoFocus
      tone={words.tone}
      title={words.title}
      className="mb-8 max-w-2xl"
    >
      <p>{words.text}</p>
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
