import { SearchX, Users } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MessengerAdminPage } from "#components/admin-messenger/messenger-admin-page.tsx";
import { parsePeopleFilter, peopleFilterHref } from "#components/admin-messenger/people-filter.ts";
import { PersonList } from "#components/admin-messenger/person-list.tsx";
import { PersonSearch } from "#components/admin-messenger/person-search.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listMembers } from "#lib/messenger/list-members.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../../(staff)/signed-in.ts";
import { fromCursor } from "../from-cursor.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin-messenger");
  return { title: t("people.title") };
}

export default async function MessengerPeoplePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filter = parsePeopleFilter(await searchParams);
  const { q, cursor } = filter;
  const ctx = await signedIn(peopleFilterHref(filter));
  const t = await getTranslations("admin-messenger");
  const { actor } = ctx;
  if (actor.kind !== "admin") return <NotAllowed>{t("notAllowed")}</NotAllowed>;
  const [{ users, next_cursor: next }, { timeZone }] = await Promise.all([
    fromCursor(cursor, (from) => listMembers(ctx, { ...(q && { q }), cursor: from })),
    studioSettings(ctx),
  ]);
  return (
    <MessengerAdminPage tab="people">
      <div className="mb-4">
        <PersonSearch q={q} />
      </div>
      {users.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState
            icon={q === "" ? Users : SearchX}
            title={q === "" ? t("people.none") : t("people.notFound", { q })}
            action={
              (q !== "" || cursor !== null) && (
                <LinkButton href={peopleFilterHref()}>{t("people.showAll")}</LinkButton>
              )
            }
          />
        </div>
      ) : (
        <PersonList people={users} ownId={actor.userId} nowMs={ctx.now()} timeZone={timeZone} />
      )}
      {next !== null && (
        <LinkButton className="mt-4" href={peopleFilterHref({ q, cursor: next })}>
          {t("more")}
        </LinkButton>
      )}
    </MessengerAdminPage>
  );
}
