import { getTranslations } from "next-intl/server";
import { PlainPage } from "#components/site/plain-page.tsx";

/** In place of any link's page, right or wrong, after very many visits at once. */
export async function TooMany() {
  const t = await getTranslations("link.tooMany");
  return <PlainPage title={t("title")} text={t("text")} inside />;
}
