import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { FollowUpBoard } from "#components/follow-ups/follow-up-board.tsx";
import { RunLog } from "#components/follow-ups/run-log.tsx";
import { IntegrationTabs } from "#components/integrations/integration-tabs.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { listFollowUpRuns } from "#lib/follow-ups/list-follow-up-runs.ts";
import { listFollowUps } from "#lib/follow-ups/list-follow-ups.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("follow-ups");
  return { title: t("title") };
}

export default async function FollowUpsPage() {
  const ctx = await signedIn("/admin/integrations/follow-ups");
  const t = await getTranslations("follow-ups");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed")}</NotAllowed>;
  const [followUps, runs, { timeZone }, messages] = await Promise.all([
    listFollowUps(ctx),
    listFollowUpRuns(ctx),
    studioSettings(ctx),
    getMessages(),
  ]);
  const { integrations, "follow-ups": words } = messages;
  const names = Object.fromEntries(followUps.map(({ connector, name }) => [connector, name]));
  return (
    <AddedMessages
      messages={{ ...(integrations && { integrations }), ...(words && { "follow-ups": words }) }}
    >
      <LiveRefresh everyMs={4_000} />
      <PageHead title={t("title")} text={t("text")} />
      <IntegrationTabs current="followUps" />
      <FollowUpBoard followUps={followUps} />
      <RunLog runs={runs} names={names} nowMs={ctx.now()} timeZone={timeZone} />
    </AddedMessages>
  );
}
