import type { AbstractIntlMessages } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { AddedMessages } from "#components/site/added-messages.tsx";

/** The words that explain an appointment's time. */
export default async function AppointmentLayout({ children }: { children: ReactNode }) {
  const { schedule } = await getMessages();
  const added: AbstractIntlMessages = {};
  if (typeof schedule === "object") {
    const { why, whyOffered } = schedule;
    if (why !== undefined && whyOffered !== undefined) added.schedule = { why, whyOffered };
  }
  return <AddedMessages messages={added}>{children}</AddedMessages>;
}
