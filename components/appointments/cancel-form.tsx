import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";

/** Confirming twice without a script: the button folds out what it means and the real button. */
export async function CancelForm({
  token,
  version,
  isRequest,
  laterSittings,
}: {
  token: string;
  version: number;
  isRequest: boolean;
  laterSittings: number;
}) {
  const t = await getTranslations("public.appointment");
  const tLink = await getTranslations("link.change");
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center text-ink-soft underline underline-offset-4 hover:text-ink">
        {isRequest ? tLink("cancelRequest") : t("cancel")}
      </summary>
      <form method="post" action="/api/appointments/manage" className="pt-1 pb-2">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="action" value="cancel" />
        <input type="hidden" name="version" value={version} />
        {laterSittings > 0 && (
          <fieldset className="mb-4">
            <legend className="mb-1 font-medium">{tLink("cancelWhich")}</legend>
            {[
              { value: "", text: tLink("cancelThis") },
              { value: "1", text: tLink("cancelLater", { count: laterSittings }) },
            ].map(({ value, text }) => (
              <label key={value} className="flex min-h-11 items-center gap-3">
                <input
                  type="radio"
                  name="later"
                  value={value}
                  defaultChecked={value === ""}
                  className="size-5"
                />
                {text}
              </label>
            ))}
          </fieldset>
        )}
        <p className="measure mb-4 text-ink-soft">{t("cancelQuestion")}</p>
        <Button type="submit" variant="danger">
          {t("cancelYes")}
        </Button>
      </form>
    </details>
  );
}
