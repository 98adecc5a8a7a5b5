"use client";

import { type AbstractIntlMessages, NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import type { ReactNode } from "react";

/** Adds namespaces to the messages the browser has already, so that they are not sent twice. */
export function AddedMessages({
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
