import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SiteFooter } from "#components/site/site-footer.tsx";
import { SiteHeader } from "#components/site/site-header.tsx";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const { name } = await studioSettings(await pageContext());
  return { title: { template: `%s · ${name}`, default: name } };
}

export default async function PublicLayout({ children }: { children: ReactNode }) {
  await connection();
  const { name, logoUrl, imprint, privacy } = await studioSettings(await pageContext());
  const t = await getTranslations("public");
  const legal = [
    { href: "/imprint", label: t("legal.imprint"), text: imprint },
    { href: "/privacy", label: t("legal.privacy"), text: privacy },
  ].filter(({ text }) => text.trim() !== "");
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader studio={name} logoUrl={logoUrl} book={t("site.book")} navigation={t("site.navigation")} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl px-5 pt-4 pb-20 outline-none lg:px-8">
        {children}
      </main>
      <SiteFooter
        links={[
          ...legal.map(({ href, label }) => ({ href, label })),
          { href: "/sign-in", label: t("site.signIn") },
        ]}
      />
    </div>
  );
}
