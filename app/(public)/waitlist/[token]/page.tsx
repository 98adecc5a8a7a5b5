import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { TooMany } from "#components/appointments/too-many.tsx";
import { ForgetWords } from "#components/booking/forget-words.tsx";
import { WaitlistPageView } from "#components/offers/waitlist-page-view.tsx";
import { readFormDraft } from "#lib/appointments/form-draft.ts";
import { mayVisitLink } from "#lib/http/limit-link-visit.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { freshenSoon } from "#lib/sync/freshen-soon.ts";
import { findManagedEntry } from "#lib/waitlist/find-managed-entry.ts";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inquiry.waitlist");
  return { title: t("pageTitle"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default async function WaitlistPage({ params, searchParams }: Props) {
  await connection();
  const ctx = await pageContext();
  if (!(await mayVisitLink(ctx))) return <TooMany />;
  const { token } = await params;
  const found = await findManagedEntry(ctx, token);
  if (!found) notFound();
  // Whoever looks hears of what was freed a moment ago.
  if (found.entry.state === "WAITING") freshenSoon(ctx, found.entry.artistId);
  const query = await searchParams;
  const draft = typeof query.draft === "string" ? await readFormDraft(ctx, query.draft) : null;
  return (
    <>
      {query.new === "1" && <ForgetWords />}
      <WaitlistPageView {...found} token={token} nowMs={ctx.now()} isNew={query.new === "1"} draft={draft} />
    </>
  );
}
