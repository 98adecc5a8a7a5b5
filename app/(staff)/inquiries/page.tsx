import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import {
  type InquiryTab,
  inquiriesHref,
  PAGE_SIZE,
  parseInquiryFilter,
  tabStatuses,
} from "#components/inquiries/inquiry-filter.ts";
import { InquiryList } from "#components/inquiries/inquiry-list.tsx";
import { InquiryTabs } from "#components/inquiries/inquiry-tabs.tsx";
import { WaitlistList } from "#components/offers/waitlist-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { Ctx } from "#lib/auth/context.ts";
import { firstPictures } from "#lib/inquiries/first-pictures.ts";
import { listInquiries } from "#lib/inquiries/list-inquiries.ts";
import { listWaitlist } from "#lib/waitlist/list-waitlist.ts";
import { signedIn } from "../signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inquiry.staff");
  return { title: t("title") };
}

export default async function InquiriesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filter = parseInquiryFilter(await searchParams);
  const ctx = await signedIn(inquiriesHref(filter));
  const t = await getTranslations("inquiry.staff");
  return (
    <>
      <LiveRefresh />
      <PageHead title={t("title")} text={t("text")} />
      <InquiryTabs tab={filter.tab} />
      {filter.tab === "waitlist" ? (
        <Waiting ctx={ctx} />
      ) : (
        <Inquiries ctx={ctx} tab={filter.tab} page={filter.page} />
      )}
    </>
  );
}

async function Inquiries({
  ctx,
  tab,
  page,
}: {
  ctx: Ctx;
  tab: Exclude<InquiryTab, "waitlist">;
  page: number;
}) {
  const t = await getTranslations("inquiry.staff");
  const { inquiries, total } = await listInquiries(ctx, {
    statuses: tabStatuses[tab],
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  });
  if (inquiries.length === 0) return <Nothing tab={tab} isAdmin={ctx.actor.kind !== "artist"} />;
  return (
    <>
      <InquiryList
        inquiries={inquiries}
        pictures={await firstPictures(ctx, inquiries)}
        nowMs={ctx.now()}
        label={t(`tabs.${tab}`)}
      />
      {total > PAGE_SIZE && (
        <nav aria-label={t("pages")} className="mt-6 flex justify-between gap-3">
          {page > 1 ? (
            <LinkButton href={inquiriesHref({ tab, page: page - 1 })}>{t("newer")}</LinkButton>
          ) : (
            <span />
          )}
          {page * PAGE_SIZE < total && (
            <LinkButton href={inquiriesHref({ tab, page: page + 1 })}>{t("more")}</LinkButton>
          )}
        </nav>
      )}
    </>
  );
}

async function Waiting({ ctx }: { ctx: Ctx }) {
  const t = await getTranslations("inquiry.staff");
  const entries = await listWaitlist(ctx);
  return entries.length === 0 ? (
    <Nothing tab="waitlist" isAdmin={false} />
  ) : (
    <WaitlistList entries={entries} nowMs={ctx.now()} label={t("tabs.waitlist")} />
  );
}

async function Nothing({ tab, isAdmin }: { tab: InquiryTab; isAdmin: boolean }) {
  const t = await getTranslations("inquiry.staff");
  return (
    <div className="rounded-md border bg-raised">
      <EmptyState
        icon={Inbox}
        title={t(`empty.${tab}`)}
        action={
          tab === "open" && isAdmin ? (
            <LinkButton href="/admin/services">{t("services")}</LinkButton>
          ) : undefined
        }
      >
        {t(`emptyText.${tab}`)}
      </EmptyState>
    </div>
  );
}
