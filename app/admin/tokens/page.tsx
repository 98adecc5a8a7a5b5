import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { NewTokenDialog } from "#components/console/new-token-dialog.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { TokenRows } from "#components/console/token-rows.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { studioSettings } from "#lib/studio/settings.ts";
import { listTokens } from "#lib/users/list-tokens.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("tokens") };
}

export default async function TokensPage() {
  const ctx = await signedIn("/admin/tokens");
  const t = await getTranslations("console.tokens");
  const [tokens, { timeZone }, { webhooks }] = await Promise.all([
    listTokens(ctx),
    studioSettings(ctx),
    getMessages(),
  ]);
  return (
    <>
      <PageHead title={t("title")} text={t("text")}>
        <AddedMessages
          messages={
            typeof webhooks === "object" && webhooks.scopes ? { webhooks: { scopes: webhooks.scopes } } : {}
          }
        >
          <NewTokenDialog />
        </AddedMessages>
      </PageHead>
      {tokens.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={KeyRound} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        </div>
      ) : (
        <TokenRows
          tokens={tokens}
          nowMs={ctx.now()}
          timeZone={timeZone}
          showOwner={ctx.actor.kind === "admin"}
        />
      )}
    </>
  );
}
