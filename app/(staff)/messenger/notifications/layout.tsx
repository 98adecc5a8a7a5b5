import type { AbstractIntlMessages } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { AddedMessages } from "#components/site/added-messages.tsx";

/** The words of the choices, for this page only. */
export default async function NewsLayout({ children }: { children: ReactNode }) {
  const { news } = await getMessages();
  const added: AbstractIntlMessages = {};
  if (typeof news === "object" && news.page !== undefined) added.news = { page: news.page };
  return <AddedMessages messages={added}>{children}</AddedMessages>;
}
