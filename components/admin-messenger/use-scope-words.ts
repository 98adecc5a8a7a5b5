import { useLocale, useTranslations } from "next-intl";
import { SERVICE_SCOPES } from "#lib/messenger/service-scopes.ts";

/** "May send notifications and read them" */
export function useScopeWords(): (scopes: readonly string[]) => string {
  const t = useTranslations("admin-messenger.tokens");
  const locale = useLocale();
  return (scopes) => {
    const words = SERVICE_SCOPES.filter((scope) => scopes.includes(scope)).map((scope) =>
      t(`scopeWord.${scope.replace(":", "_")}`),
    );
    return t("may", { what: new Intl.ListFormat(locale, { type: "conjunction" }).format(words) });
  };
}
