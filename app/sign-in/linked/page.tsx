import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { DoorPage } from "#components/console/door-page.tsx";
import { readRefusal } from "#components/console/sign-in-refusal.ts";
import { SignInWays } from "#components/console/sign-in-ways.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listWaysIn } from "#lib/auth/list-ways-in.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.signIn.ways");
  return { title: t("title"), robots: { index: false } };
}

/** The accounts somebody has linked to sign in with; where a flow begun in the account menu comes back to. */
export default async function LinkedAccountsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await connection();
  const { error, linked, unlinked } = await searchParams;
  const ctx = await pageContext();
  if (!("userId" in ctx.actor)) redirect("/sign-in");
  const t = await getTranslations("console.signIn");
  const { name, logoUrl } = await studioSettings(ctx);
  const ways = await listWaysIn(ctx);
  const refusal = readRefusal(error);
  // What the address says is believed only where it is so.
  const nowLinked = ways.find((way) => way.id === linked && way.linked);
  const nowUnlinked = ways.find((way) => way.id === unlinked && !way.linked);
  return (
    <DoorPage studio={name} logoUrl={logoUrl} title={t("ways.title")} text={t("ways.text")}>
      {refusal && (
        <Alert tone="bad" role="alert" className="mb-6">
          {t(`refusal.${refusal}`)}
        </Alert>
      )}
      {nowLinked && (
        <Alert tone="good" role="status" className="mb-6">
          {t("ways.nowLinked", { provider: nowLinked.label })}
        </Alert>
      )}
      {nowUnlinked && (
        <Alert tone="info" role="status" className="mb-6">
          {t("ways.nowUnlinked", { provider: nowUnlinked.label })}
        </Alert>
      )}
      <SignInWays ways={ways} />
      <LinkButton href="/dashboard" className="mt-8">
        {t("ways.back")}
      </LinkButton>
    </DoorPage>
  );
}
