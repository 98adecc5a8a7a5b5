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
  const { name } = await studioSettings(await pageContext());
  const t = await getTranslations("public.site");
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader studio={name} book={t("book")} navigation={t("navigation")} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl px-5 pt-4 pb-20 outline-none lg:px-8">
        {children}
      </main>
      <SiteFooter signIn={t("signIn")} />
    </div>
  );
}
