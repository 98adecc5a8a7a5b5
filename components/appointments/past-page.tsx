import { getTranslations } from "next-intl/server";
import { PlainPage } from "#components/site/plain-page.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** An appointment that is long past, or whose customer is forgotten: that it is over, and nothing of anybody. */
export async function PastPage({ day, isForgotten }: { day: string; isForgotten: boolean }) {
  const t = await getTranslations("link.past");
  const text = isForgotten ? `${t("text", { day })} ${t("forgotten")}` : t("text", { day });
  return (
    <PlainPage title={t("title")} text={text} inside>
      <LinkButton href="/book" variant="primary">
        {t("again")}
      </LinkButton>
    </PlainPage>
  );
}
