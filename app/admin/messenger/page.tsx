import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { MessengerAdminPage } from "#components/admin-messenger/messenger-admin-page.tsx";
import { MessengerStatusView } from "#components/admin-messenger/messenger-status.tsx";
import { StatusShape } from "#components/admin-messenger/status-shape.tsx";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import type { Ctx } from "#lib/auth/context.ts";
import { showMessengerStatus } from "#lib/messenger/show-messenger-status.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin-messenger");
  return { title: t("title") };
}

export default async function MessengerOverviewPage() {
  const ctx = await signedIn("/admin/messenger");
  const t = await getTranslations("admin-messenger");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed")}</NotAllowed>;
  return (
    <MessengerAdminPage tab="overview">
      <LiveRefresh everyMs={10_000} />
      <Suspense fallback={<StatusShape label={t("status.asking")} />}>
        <Status ctx={ctx} />
      </Suspense>
    </MessengerAdminPage>
  );
}

/** A homeserver that is silent takes two seconds to be found so. */
async function Status({ ctx }: { ctx: Ctx }) {
  const [status, { timeZone }, { integrations }] = await Promise.all([
    showMessengerStatus(ctx),
    studioSettings(ctx),
    getMessages(),
  ]);
  return (
    <AddedMessages
      messages={
        typeof integrations === "object" && integrations.missing
          ? { integrations: { missing: integrations.missing } }
          : {}
      }
    >
      <MessengerStatusView status={status} nowMs={ctx.now()} timeZone={timeZone} />
    </AddedMessages>
  );
}
