import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHead } from "#components/console/page-head.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { type MessengerTab, MessengerTabs } from "./messenger-tabs.tsx";

/** The frame of each of them: one head, the way to the others, and the words for the browser. */
export async function MessengerAdminPage({
  tab,
  action,
  children,
}: {
  tab: MessengerTab;
  /** What can be done with all of it. */
  action?: ReactNode;
  children: ReactNode;
}) {
  const t = await getTranslations("admin-messenger");
  const { "admin-messenger": words } = await getMessages();
  return (
    <AddedMessages messages={words === undefined ? {} : { "admin-messenger": words }}>
      <PageHead title={t("title")} text={t(`text.${tab}`)}>
        {action}
      </PageHead>
      <MessengerTabs current={tab} />
      {children}
    </AddedMessages>
  );
}
