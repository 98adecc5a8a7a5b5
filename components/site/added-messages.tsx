import type { AbstractIntlMessages } from "next-intl";
import type { ReactNode } from "react";
import { compileMessages } from "#i18n/compile-messages.ts";
import { MoreMessages } from "./more-messages.tsx";

/** Adds namespaces to the messages the browser has already, so that they are not sent twice. */
export function AddedMessages({
  messages,
  children,
}: {
  /** By namespace, as they were written. */
  messages: AbstractIntlMessages;
  children: ReactNode;
}) {
  return <MoreMessages messages={compileMessages(messages)}>{children}</MoreMessages>;
}
