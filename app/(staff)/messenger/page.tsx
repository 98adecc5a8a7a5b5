import type { Metadata } from "next";
import type { AbstractIntlMessages } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { Messenger } from "#components/messenger/messenger.tsx";
import { roomHref } from "#components/messenger/room-words.ts";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { AppError } from "#lib/core/errors.ts";
import { listRooms } from "#lib/messenger/list-rooms.ts";
import { showMe } from "#lib/messenger/show-me.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("messenger");
  return { title: t("title") };
}

export default async function MessengerPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { room } = await searchParams;
  const ctx = await signedIn(typeof room === "string" ? roomHref(room) : "/messenger");
  const me = await showMe(ctx).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_allowed") return null;
    throw error;
  });
  if (!me) return <NotAllowed>{(await getTranslations("messenger"))("shutOut")}</NotAllowed>;
  const rooms = await listRooms(ctx);
  const { timeZone } = await studioSettings(ctx);
  const { messenger } = await getMessages();
  const words: AbstractIntlMessages = messenger === undefined ? {} : { messenger };
  return (
    <AddedMessages messages={words}>
      <Messenger me={me} rooms={rooms} timeZone={timeZone} nowMs={ctx.now()} />
    </AddedMessages>
  );
}
