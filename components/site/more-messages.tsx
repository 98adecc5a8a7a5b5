"use client";

import { type AbstractIntlMessages, NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import type { ReactNode } from "react";

/** The browser's half of AddedMessages: what it has already and, compiled, what comes on top. */
export function MoreMessages({
  messages,
  children,
}: {
  /** By namespace. */
  messages: AbstractIntlMessages;
  children: ReactNode;
}) {
  const known = useMessages();
  return (
    <NextIntlClientProvider locale={useLocale()} messages={{ ...known, ...messages }}>
      {children}
    </NextIntlClientProvider>
  );
}
