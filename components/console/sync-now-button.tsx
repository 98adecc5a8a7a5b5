"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { useSync } from "./use-sync.ts";

/** Reads an artist's calendars now and says what came of it. */
export function SyncNowButton({ artist }: { artist: { id: string; name: string } }) {
  const t = useTranslations("console.calendars");
  const { busy, sync } = useSync(artist);
  return (
    <Button
      size="sm"
      busy={busy}
      aria-label={t("syncNamed", { name: artist.name })}
      onClick={() => void sync()}
    >
      {!busy && <RefreshCw aria-hidden />}
      {t("sync")}
    </Button>
  );
}
