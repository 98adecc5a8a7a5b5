import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** The one-time link was used, has expired, or never was: what to do instead. */
export function DeadSetupLink() {
  const t = useTranslations("console.setup");
  return (
    <Alert
      tone="warn"
      role="alert"
      title={t("deadTitle")}
      action={<LinkButton href="/sign-in">{t("signIn")}</LinkButton>}
    >
      {t("dead")}
    </Alert>
  );
}
