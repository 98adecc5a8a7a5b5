import { useTranslations } from "next-intl";
import { KeyHints } from "#components/console/key-hints.tsx";

/** The keys of the schedule. */
export function ScheduleHint() {
  const t = useTranslations("schedule.keys");
  return (
    <KeyHints
      hints={[
        { keys: ["←", "↑", "→", "↓"], word: t("go") },
        { keys: ["⇧", "↑"], word: t("move") },
        { keys: ["N"], word: t("new") },
        { keys: ["T"], word: t("today") },
        { keys: ["J", "K"], word: t("turn") },
        { keys: ["D", "W"], word: t("view") },
        { keys: ["U"], word: t("undo") },
        { keys: ["?"], word: t("help") },
      ]}
    />
  );
}
