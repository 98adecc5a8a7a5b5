import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { SwitchLanguage } from "#components/ui/switch-language.tsx";
import { ThemeControl } from "#components/ui/theme-control.tsx";
import { languages } from "#i18n/locales.ts";
import { setLocale } from "#i18n/set-locale.ts";
import { setTheme } from "./set-theme.ts";
import { parseTheme, themeCookie } from "./theme.ts";

/** Language and theme, as the reader chose them. For the foot of a page or a menu. */
export async function Preferences({ className }: { className?: string }) {
  const t = await getTranslations("common");
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <div className={className}>
      <SwitchLanguage
        action={setLocale}
        current={await getLocale()}
        languages={languages}
        label={t("language")}
      />
      <ThemeControl
        action={setTheme}
        current={theme}
        label={t("theme.label")}
        names={{ system: t("theme.system"), light: t("theme.light"), dark: t("theme.dark") }}
      />
    </div>
  );
}
