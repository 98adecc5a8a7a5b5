import { useTranslations } from "next-intl";
import { KeyHints } from "./key-hints.tsx";

/** The keys of a list of appointments. */
export function ListHint() {
  const t = useTranslations("console.keys");
  return (
    <KeyHints
      hints={[
        { keys: ["J", "K"], word: t("move") },
        { keys: ["↵"], word: t("open") },
        { keys: ["C"], word: t("confirm") },
        { keys: ["D"], word: t("decline") },
        { keys: ["M"], word: t("reschedule") },
        { keys: ["X"], word: t("cancel") },
        { keys: ["U"], word: t("undo") },
      ]}
    />
  );
}
