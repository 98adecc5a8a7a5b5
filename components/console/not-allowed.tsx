import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHead } from "./page-head.tsx";

/** A page that is not for this person, and where to go instead. */
export function NotAllowed({ children }: { children: string }) {
  const t = useTranslations("console.notAllowed");
  return (
    <>
      <PageHead title={t("title")} text={children} />
      <LinkButton href="/dashboard">{t("back")}</LinkButton>
    </>
  );
}
