"use client";

import { Ban } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useAnnouncedHeight } from "#components/embed/use-announced-height.ts";
import { useEmbedSite } from "#components/embed/use-embed-site.ts";
import { Card } from "#components/ui/card.tsx";
import { EmbedSession } from "./embed-session.tsx";
import { TalkCard } from "./talk-card.tsx";
import { TalkNotice } from "./talk-notice.tsx";
import { TalkSkeleton } from "./talk-skeleton.tsx";

/** The widget on a page of its own, for the frames of other sites. */
export function TalkEmbed({
  origins,
  signedIn,
  studio,
  limit,
}: {
  /** Sites that may show it. */
  origins: readonly string[];
  /** The browser sent our session's cookie: not in a frame, or in one of our own site's. */
  signedIn: boolean;
  studio: string;
  limit: number;
}) {
  const t = useTranslations("talk.embed.refused");
  const root = useRef<HTMLDivElement>(null);
  const site = useEmbedSite(origins);
  useAnnouncedHeight(root, site.kind === "allowed" ? site.origin : null);
  return (
    <div ref={root} className={site.kind === "top" ? "mx-auto max-w-2xl p-4" : "p-px"}>
      {site.kind === "unknown" && (
        <Card>
          <TalkSkeleton rows={limit} />
        </Card>
      )}
      {site.kind === "refused" && (
        <Card>
          <TalkNotice icon={Ban} title={t("title")}>
            {site.origin === null ? t("unknown") : t("text", { site: site.origin })}
          </TalkNotice>
        </Card>
      )}
      {(site.kind === "top" || (site.kind === "allowed" && signedIn)) && <TalkCard limit={limit} />}
      {site.kind === "allowed" && !signedIn && (
        <EmbedSession site={site.origin} studio={studio} limit={limit} />
      )}
    </div>
  );
}
