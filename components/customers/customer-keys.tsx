import { useTranslations } from "next-intl";
import { KeyHints } from "#components/console/key-hints.tsx";

/** The keys of the list of customers, quietly. */
export function CustomerKeys() {
  const t = useTranslations("customers.keys");
  const keys = useTranslations("console.keys");
  return (
    <KeyHints
      hints={[
        { keys: ["/"], word: t("search") },
        { keys: ["J", "K"], word: keys("move") },
        { keys: ["↵"], word: keys("open") },
      ]}
    />
  );
}
