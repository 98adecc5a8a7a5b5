import { useTranslations } from "next-intl";
import { SectionTabs } from "#components/console/section-tabs.tsx";

const TABS = [
  { key: "overview", href: "/admin/messenger" },
  { key: "deliveries", href: "/admin/messenger/deliveries" },
  { key: "tokens", href: "/admin/messenger/tokens" },
  { key: "people", href: "/admin/messenger/people" },
  { key: "rooms", href: "/admin/messenger/rooms" },
] as const;

export type MessengerTab = (typeof TABS)[number]["key"];

/** The pages an admin looks after the messenger with, below the head of each. */
export function MessengerTabs({ current }: { current: MessengerTab }) {
  const t = useTranslations("admin-messenger.tabs");
  return <SectionTabs label={t("label")} tabs={TABS} current={current} words={t} />;
}
