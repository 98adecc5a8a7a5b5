import { createTranslator } from "use-intl/core";
import de from "#messages/de/export.json" with { type: "json" };
import en from "#messages/en/export.json" with { type: "json" };

export type ExportWords = ReturnType<typeof exportWords>;

/** The words of an archive for its reader. */
export function exportWords({ locale, timeZone }: { locale: string; timeZone: string }) {
  const t = createTranslator<typeof en>({ locale, messages: locale === "de" ? de : en, timeZone });
  const lines = (all: string[]) => `${all.join("\r\n")}\r\n`;
  return {
    name: (name: string) => t("name", { name }),
    readme({ studio, name, nowMs }: { studio: string; name: string; nowMs: number }): string {
      const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
        dateStyle: "long",
        timeStyle: "short",
        timeZone,
      });
      const keys = ["json", "ics", "files", "elsewhere", "waiting", "missing"] as const;
      const when = `${format.format(nowMs)} (${timeZone})`;
      return lines([
        t("readme.title", { studio, name, when }),
        "",
        ...keys.map((key) => `- ${t(`readme.${key}`)}`),
      ]);
    },
    missing: (missing: string[]) => lines([t("missing.title"), "", ...missing.map((line) => `- ${line}`)]),
    unread: (what: "file" | "folder", path: string, reason: string) => t(`missing.${what}`, { path, reason }),
    cut: (path: string) => t("missing.cut", { path }),
    tooMany: (count: number) => t("missing.tooMany", { count }),
  };
}
