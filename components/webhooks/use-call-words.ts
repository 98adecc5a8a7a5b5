"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** Why a call did not arrive, in words. */
export function useCallWords(): (error: string | null, status: number | null) => string {
  const t = useTranslations("webhooks");
  return useCallback(
    (error, status) => {
      const key = `cause.${error ?? "network"}`;
      const words = t.has(key) ? t(key) : t("cause.network");
      return error === "status" && status !== null ? `${words} (${status})` : words;
    },
    [t],
  );
}
