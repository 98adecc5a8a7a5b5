import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** A one-time link was used, has run out, or never was: what to do instead. */
export function DeadLink({ of }: { of: "invite" | "setup" }) {
  const t = useTranslations(`console.${of}`);
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
