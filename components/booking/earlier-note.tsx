import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** Who sends the same form again, or comes back to it, has the time already. */
export function EarlierNote({ path }: { path: string }) {
  const t = useTranslations("public.book.earlier");
  return (
    <Alert
      tone="good"
      title={t("title")}
      action={
        <LinkButton href={path} variant="primary">
          {t("show")}
        </LinkButton>
      }
    >
      <p>{t("text")}</p>
    </Alert>
  );
}
