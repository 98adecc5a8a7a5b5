import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { compileMessages } from "#i18n/compile-messages.ts";

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
    const part = group === undefined ? all : all[group];
    if (typeof part !== "object") continue;
    const compiled = compileMessages(part);
    sent[namespace] =
      group === undefined ? compiled : { ...(typeof known === "object" && known), [group]: compiled };
  }
  return <NextIntlClientProvider messages={sent}>{children}</NextIntlClientProvider>;
}
