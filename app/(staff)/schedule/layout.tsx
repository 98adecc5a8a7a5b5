import type { AbstractIntlMessages } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { AddedMessages } from "#components/site/added-messages.tsx";

/** The words of the schedule, and of finding a customer in it, for this page only. */
export default async function ScheduleLayout({ children }: { children: ReactNode }) {
  const { schedule, customers } = await getMessages();
  const added: AbstractIntlMessages = {};
  if (schedule !== undefined) added.schedule = schedule;
  if (typeof customers === "object" && customers.find !== undefined)
    added.customers = { find: customers.find };
  return <AddedMessages messages={added}>{children}</AddedMessages>;
}
