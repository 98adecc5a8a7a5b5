import { getTranslations } from "next-intl/server";
import { PageHead } from "#components/console/page-head.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

export default async function AdminNotFound() {
  const t = await getTranslations("console.notFound");
  return (
    <>
      <PageHead title={t("title")} text={t("text")} />
      <LinkButton href="/admin/appointments">{t("back")}</LinkButton>
    </>
  );
}
