import { Send } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { deliveryFilterHref, parseDeliveryFilter } from "#components/admin-messenger/delivery-filter.ts";
import { DeliveryFilters } from "#components/admin-messenger/delivery-filters.tsx";
import { DeliveryRow } from "#components/admin-messenger/delivery-row.tsx";
import { MessengerAdminPage } from "#components/admin-messenger/messenger-admin-page.tsx";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listNotificationDeliveries } from "#lib/messenger/list-notification-deliveries.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../../(staff)/signed-in.ts";
import { fromCursor } from "../from-cursor.ts";

const A_PAGE = 30;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin-messenger");
  return { title: t("deliveries.title") };
}

export default async function DeliveriesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filter = parseDeliveryFilter(await searchParams);
  const { status, cursor } = filter;
  const ctx = await signedIn(deliveryFilterHref(filter));
  const t = await getTranslations("admin-messenger");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed")}</NotAllowed>;
  const [{ deliveries, next_cursor: next }, { timeZone }] = await Promise.all([
    fromCursor(cursor, (from) =>
      listNotificationDeliveries(ctx, {
        limit: A_PAGE,
        status: status === "all" ? undefined : status,
        cursor: from,
      }),
    ),
    studioSettings(ctx),
  ]);
  return (
    <MessengerAdminPage tab="deliveries">
      {cursor === null && <LiveRefresh everyMs={3_000} />}
      <DeliveryFilters status={status} />
      {deliveries.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState
            icon={Send}
            title={t(`deliveries.none.${status}`)}
            action={
              cursor !== null && <LinkButton href={deliveryFilterHref({ status })}>{t("first")}</LinkButton>
            }
          >
            {status === "all" && t("deliveries.noneText")}
          </EmptyState>
        </div>
      ) : (
        <ul aria-label={t("deliveries.list")} className="divide-y rounded-md border bg-raised">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} nowMs={ctx.now()} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {next !== null && (
        <LinkButton className="mt-4" href={deliveryFilterHref({ status, cursor: next })}>
          {t("older")}
        </LinkButton>
      )}
    </MessengerAdminPage>
  );
}
