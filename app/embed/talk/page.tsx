import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { parseTheme } from "#components/site/theme.ts";
import { TalkEmbed } from "#components/talk/talk-embed.tsx";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";

const ROOMS = { usual: 3, most: 50 };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("talk.embed");
  return { title: t("title") };
}

/** The Talk widget for frames of other sites (docs/embed.md). `?theme=light|dark|auto`, `?limit=` */
export default async function EmbedTalkPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await connection();
  const { theme, limit } = await searchParams;
  const ctx = await pageContext();
  const { kind } = ctx.actor;
  const { name } = await studioSettings(ctx);
  const t = await getTranslations("talk.embed");
  return (
    <main id="main" tabIndex={-1} data-embed-theme={embedTheme(theme)} className="outline-none">
      <h1 className="sr-only">{t("title")}</h1>
      <ClientMessages namespaces={["talk"]}>
        <TalkEmbed
          origins={ctx.env.PARLOUR_EMBED_ORIGINS}
          signedIn={kind === "staff" || kind === "artist" || kind === "admin"}
          studio={name}
          limit={roomCount(limit)}
        />
      </ClientMessages>
    </main>
  );
}

/** A frame has no cookie of ours that would know the theme; the site around it says what suits it. */
function embedTheme(theme: unknown): "light" | "dark" | "system" {
  return parseTheme(typeof theme === "string" ? theme : undefined);
}

function roomCount(limit: unknown): number {
  const wanted = Number(typeof limit === "string" ? limit : Number.NaN);
  return Number.isInteger(wanted) && wanted >= 1 ? Math.min(wanted, ROOMS.most) : ROOMS.usual;
}
