import { getTranslations } from "next-intl/server";
import { PageHead } from "#components/console/page-head.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

export default async function CustomerNotFound() {
  const t = await getTranslations("customers.notFound");
  return (
    <>
      <PageHead title={t("title")} text={t("text")} />
      <LinkButton href="/customers">{t("back")}</LinkButton>
    </>
  );
}
