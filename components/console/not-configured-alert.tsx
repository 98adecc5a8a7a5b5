import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { VariableNames } from "./variable-names.tsx";

/** Nextcloud is not set up: what that means for bookings, and which variables are missing. */
export function NotConfiguredAlert({ missing }: { missing: readonly string[] }) {
  const t = useTranslations("console.notConfigured");
  return (
    <Alert tone="warn" title={t("title")}>
      <p>{t("text")}</p>
      <p className="mt-1">
        {t("missing")} <VariableNames names={missing} />
      </p>
    </Alert>
  );
}
