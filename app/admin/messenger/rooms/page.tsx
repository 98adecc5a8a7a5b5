import { MessagesSquare } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MessengerAdminPage } from "#components/admin-messenger/messenger-admin-page.tsx";
import { RoomRows } from "#components/admin-messenger/room-rows.tsx";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listAdminRooms } from "#lib/messenger/list-admin-rooms.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../../(staff)/signed-in.ts";
import { fromCursor } from "../from-cursor.ts";

const PATH = "/admin/messenger/rooms";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin-messenger");
  return { title: t("rooms.title") };
}

export default async function MessengerRoomsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { cursor } = await searchParams;
  const ctx = await signedIn(PATH);
  const t = await getTranslations("admin-messenger");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed")}</NotAllowed>;
  const [{ rooms, next_cursor: next }, { timeZone }] = await Promise.all([
    fromCursor(typeof cursor === "string" ? cursor : null, (from) => listAdminRooms(ctx, { cursor: from })),
    studioSettings(ctx),
  ]);
  return (
    <MessengerAdminPage tab="rooms">
      <LiveRefresh everyMs={10_000} />
      {rooms.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={MessagesSquare} title={t("rooms.none")}>
            {t("rooms.noneText")}
          </EmptyState>
        </div>
      ) : (
        <RoomRows rooms={rooms} nowMs={ctx.now()} timeZone={timeZone} />
      )}
      {next !== null && (
        <LinkButton className="mt-4" href={`${PATH}?cursor=${encodeURIComponent(next)}`}>
          {t("more")}
        </LinkButton>
      )}
    </MessengerAdminPage>
  );
}
