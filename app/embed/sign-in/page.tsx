import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { DoorPage } from "#components/console/door-page.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { EmbedAllow } from "#components/talk/embed-allow.tsx";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("talk.embed.allow");
  return { title: t("title") };
}

/** The window a widget opens: signs in as everywhere, then asks whether the site may show Talk. */
export default async function EmbedSignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await connection();
  const { origin, state } = await searchParams;
  const ctx = await pageContext();
  const { actor } = ctx;
  const { name, logoUrl } = await studioSettings(ctx);
  const t = await getTranslations("talk.embed");
  if (
    typeof origin !== "string" ||
    !ctx.env.PARLOUR_EMBED_ORIGINS.includes(origin) ||
    typeof state !== "string" ||
    !/^[0-9a-f]{32}$/.test(state)
  ) {
    const text =
      typeof origin === "string" ? t("refused.text", { site: origin.slice(0, 200) }) : t("refused.unknown");
    return (
      <DoorPage studio={name} logoUrl={logoUrl} title={t("refused.title")} text={text}>
        {null}
      </DoorPage>
    );
  }
  if (actor.kind !== "staff" && actor.kind !== "artist" && actor.kind !== "admin") {
    const back = `/embed/sign-in?${new URLSearchParams({ origin, state })}`;
    redirect(`/sign-in?next=${encodeURIComponent(back)}`);
  }
  return (
    <DoorPage
      studio={name}
      logoUrl={logoUrl}
      title={t("allow.title")}
      text={t("allow.text", { site: origin })}
    >
      <ClientMessages namespaces={["talk"]}>
        <EmbedAllow site={origin} state={state} name={actor.name} />
      </ClientMessages>
    </DoorPage>
  );
}
