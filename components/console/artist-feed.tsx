"use client";

import { Rss } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import { ConfirmPopover } from "./confirm-popover.tsx";
import { text } from "./json-fields.ts";
import { OneTimeSecret } from "./one-time-secret.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import { useApiCall } from "./use-api-call.ts";

/** The address a calendar app subscribes to: made, made anew, ended. What ends an address asks first: it cannot come back. */
export function ArtistFeed({ artist }: { artist: Pick<ArtistView, "id" | "hasFeed"> }) {
  const t = useTranslations("embed.feed");
  const router = useRouter();
  const toast = useToast();
  const { busy, problem, call } = useApiCall();
  const [url, setUrl] = useState<string | null>(null);
  const path = `/api/admin/artists/${encodeURIComponent(artist.id)}/feed`;

  async function renew() {
    const outcome = await call("POST", path);
    if (!outcome.ok) return;
    setUrl(text(outcome.answer.url));
    router.refresh();
  }

  async function end() {
    const outcome = await call("DELETE", path);
    if (!outcome.ok) return;
    setUrl(null);
    toast({ text: t("ended") });
    router.refresh();
  }

  return (
    <div className="max-w-xl space-y-4">
      {problem && <ProblemAlert problem={problem} />}
      {url ? (
        <OneTimeSecret label={t("address")} hint={t("addressHint")} value={url} />
      ) : (
        <p className="text-ink-soft">{t(artist.hasFeed ? "on" : "off")}</p>
      )}
      <div className="flex flex-wrap gap-2">
        {artist.hasFeed ? (
          <>
            <ConfirmPopover
              title={t("renewTitle")}
              text={t("renewText")}
              keep={t("keep")}
              confirm={t("renew")}
              onConfirm={() => void renew()}
            >
              <Button size="sm" busy={busy}>
                <Rss aria-hidden />
                {t("renew")}
              </Button>
            </ConfirmPopover>
            <ConfirmPopover
              title={t("endTitle")}
              text={t("endText")}
              keep={t("keep")}
              confirm={t("end")}
              onConfirm={() => void end()}
            >
              <Button size="sm" variant="ghost" disabled={busy}>
                {t("end")}
              </Button>
            </ConfirmPopover>
          </>
        ) : (
          <Button size="sm" busy={busy} onClick={() => void renew()}>
            <Rss aria-hidden />
            {t("make")}
          </Button>
        )}
      </div>
    </div>
  );
}
