import { useTranslations } from "next-intl";
import { SectionTabs } from "#components/console/section-tabs.tsx";

const TABS = [
  { key: "connections", href: "/admin/integrations" },
  { key: "followUps", href: "/admin/integrations/follow-ups" },
] as const;

/** The pages of Integrations, below the head of each: `<IntegrationTabs current="followUps" />`. */
export function IntegrationTabs({ current }: { current: (typeof TABS)[number]["key"] }) {
  const t = useTranslations("integrations.tabs");
  return <SectionTabs label={t("label")} tabs={TABS} current={current} words={t} />;
}
