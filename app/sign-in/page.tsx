import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { DoorPage } from "#components/console/door-page.tsx";
import { safeNext } from "#components/console/safe-next.ts";
import { readSignInError } from "#components/console/session-requests.ts";
import { SignInForm } from "#components/console/sign-in-form.tsx";
import { SignInProviders } from "#components/console/sign-in-providers.tsx";
import { readRefusal } from "#components/console/sign-in-refusal.ts";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { identityProviders } from "#lib/auth/identity.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { csrfToken } from "./csrf-token.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.signIn");
  return { title: t("title"), robots: { index: false } };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await connection();
  const { next, callbackUrl, error, csrf } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : pathOf(callbackUrl));
  const ctx = await pageContext();
  if (ctx.actor.kind !== "customer") redirect(target);
  const t = await getTranslations("console.signIn");
  const { name, logoUrl } = await studioSettings(ctx);
  const refused = readRefusal(error);
  // The password's form says its own; too many attempts are its words too.
  const ofForm =
    typeof error === "string" && (refused === null || refused === "rate_limited")
      ? readSignInError(error)
      : csrf === undefined
        ? null
        : "failed";
  const providers = identityProviders(ctx.env).map(({ id, label }) => ({ id, label }));
  return (
    <DoorPage studio={name} logoUrl={logoUrl} title={t("title")} text={t("text")}>
      {refused && ofForm === null && (
        <Alert tone="bad" role="alert" className="mb-6">
          {t(`refusal.${refused}`)}
        </Alert>
      )}
      <SignInProviders providers={providers} next={target} />
      <ClientMessages namespaces={["console"]}>
        <SignInForm next={target} csrfToken={await csrfToken()} refusal={ofForm} />
      </ClientMessages>
    </DoorPage>
  );
}

/** next-auth names the page to go back to as a whole address; only its path counts here. */
function pathOf(address: string | string[] | undefined): string | null {
  if (typeof address !== "string" || !URL.canParse(address)) return null;
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
}
