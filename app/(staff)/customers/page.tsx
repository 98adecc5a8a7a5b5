import { SearchX, UserRoundPlus, UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import {
  CUSTOMERS_A_PAGE,
  customerFilterHref,
  parseCustomerFilter,
} from "#components/customers/customer-filter.ts";
import { CustomerFilters } from "#components/customers/customer-filters.tsx";
import { CustomerKeys } from "#components/customers/customer-keys.tsx";
import { CustomerList } from "#components/customers/customer-list.tsx";
import { knownCursor } from "#components/customers/known-cursor.ts";
import { NewCustomerDialog } from "#components/customers/new-customer-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listCustomers } from "#lib/customers/list-customers.ts";
import { listTags } from "#lib/customers/list-tags.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("customers");
  return { title: t("title") };
}

export default async function CustomersPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filter = parseCustomerFilter(await searchParams);
  const { q, tag } = filter;
  const cursor = knownCursor(filter.cursor);
  const ctx = await signedIn(customerFilterHref(filter));
  const t = await getTranslations("customers");
  const { timeZone } = await studioSettings(ctx);
  const { customers, total, nextCursor } = await listCustomers(ctx, {
    ...(q ? { q } : {}),
    ...(tag ? { tag } : {}),
    ...(cursor ? { cursor } : {}),
    limit: CUSTOMERS_A_PAGE,
  });
  const tags = (await listTags(ctx)).sort((a, b) => b.customers - a.customers);
  const narrowed = q !== "" || tag !== null;
  const isPastEnd = customers.length === 0 && cursor !== null;
  const notFound = customers.length === 0 && q !== "" && !isPastEnd;
  return (
    <>
      <LiveRefresh />
      <PageHead title={t("title")} text={ctx.actor.kind === "artist" ? t("ownText") : t("text")}>
        <NewCustomerDialog sought={notFound ? q : ""} />
      </PageHead>
      <CustomerFilters filter={filter} tags={tags} />
      {customers.length === 0 ? (
        <div className="rounded-md border bg-raised">
          {isPastEnd ? (
            <EmptyState
              icon={UsersRound}
              title={t("pageEmpty")}
              action={<LinkButton href={customerFilterHref({ q, tag })}>{t("first")}</LinkButton>}
            >
              {t("pageEmptyText")}
            </EmptyState>
          ) : narrowed ? (
            <EmptyState
              icon={SearchX}
              title={q ? t("nothingFound", { query: q }) : t("noneTagged", { tag: tag ?? "" })}
              action={
                <div className="flex flex-wrap justify-center gap-3">
                  {notFound && (
                    <LinkButton href={customerFilterHref({ q, tag }, "new")} scroll={false}>
                      <UserRoundPlus aria-hidden />
                      {t("createNamed", { query: q })}
                    </LinkButton>
                  )}
                  <LinkButton href={customerFilterHref(tag && q ? { q } : {})} variant="ghost">
                    {tag && q ? t("withoutTag", { tag }) : t("showAll")}
                  </LinkButton>
                </div>
              }
            >
              {q && t("nothingFoundText")}
            </EmptyState>
          ) : (
            <EmptyState icon={UsersRound} title={t("empty")}>
              {ctx.actor.kind === "artist" ? t("emptyOwnText") : t("emptyText")}
            </EmptyState>
          )}
        </div>
      ) : (
        <>
          {/* Read out after a search, when the list has changed below the field. */}
          <p role="status" className="mb-2 text-sm text-ink-soft tabular-nums">
            {t("count", { count: total })}
          </p>
          <CustomerList customers={customers} nowMs={ctx.now()} timeZone={timeZone} label={t("title")} />
        </>
      )}
      {(cursor !== null || nextCursor !== null) && customers.length > 0 && (
        <nav aria-label={t("pages")} className="mt-6 flex justify-between gap-3">
          {cursor === null ? (
            <span />
          ) : (
            <LinkButton href={customerFilterHref({ q, tag })}>{t("first")}</LinkButton>
          )}
          {nextCursor !== null && (
            <LinkButton href={customerFilterHref({ q, tag, cursor: nextCursor })}>{t("next")}</LinkButton>
          )}
        </nav>
      )}
      {customers.length > 0 && <CustomerKeys />}
    </>
  );
}
