"use client";

import { useTranslations } from "next-intl";

/** Why a delivery failed: in words of ours where we know it by its key, else what the transport said. */
export function useFailureWords(): (error: string) => string {
  const t = useTranslations("admin-messenger.deliveries.failure");
  return (error) => {
    if (error === "") return t("unknown");
    return /^\w+$/.test(error) && t.has(error) ? t(error) : t("said", { words: error });
  };
}
