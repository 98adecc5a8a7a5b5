import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MessengerAdminPage } from "#components/admin-messenger/messenger-admin-page.tsx";
import { NewServiceToken } from "#components/admin-messenger/new-service-token.tsx";
import { TokenList } from "#components/admin-messenger/token-list.tsx";
import { UseToken } from "#components/admin-messenger/use-token.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { publicUrl } from "#lib/core/env.ts";
import { listServiceTokens } from "#lib/messenger/list-service-tokens.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin-messenger");
  return { title: t("tokens.title") };
}

export default async function ServiceTokensPage() {
  const ctx = await signedIn("/admin/messenger/tokens");
  const t = await getTranslations("admin-messenger");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed")}</NotAllowed>;
  const [{ tokens }, { timeZone }] = await Promise.all([listServiceTokens(ctx), studioSettings(ctx)]);
  return (
    <MessengerAdminPage tab="tokens" action={<NewServiceToken />}>
      {tokens.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={KeyRound} title={t("tokens.none")}>
            {t("tokens.noneText")}
          </EmptyState>
        </div>
      ) : (
        <TokenList tokens={tokens} nowMs={ctx.now()} timeZone={timeZone} />
      )}
      <UseToken
        address={publicUrl(ctx.env)}
        hasEnvironmentToken={ctx.env.MESSENGER_SERVICE_TOKEN !== undefined}
      />
    </MessengerAdminPage>
  );
}
