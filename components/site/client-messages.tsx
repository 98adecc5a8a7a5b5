import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/**
 * Sends only these messages to the browser, for the client components inside: whole namespaces (`console`) or groups of
 * one (`public.book`). `common` is always among them.
 */
export async function ClientMessages({
  namespaces,
  children,
}: {
  namespaces: readonly string[];
  children: ReactNode;
}) {
  const messages = await getMessages();
  const sent: AbstractIntlMessages = {};
  for (const name of ["common", ...namespaces]) {
    const [namespace = name, group] = name.split(".", 2);
    const all = messages[namespace];
    if (typeof all !== "object") continue;
    const known = sent[namespace];
    if (group === undefined) sent[namespace] = all;
    else if (all[group] !== undefined)
      sent[namespace] = { ...(typeof known === "object" && known), [group]: all[group] };
  }
  return <NextIntlClientProvider messages={sent}>{children}</NextIntlClientProvider>;
}
