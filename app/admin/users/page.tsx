import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteDialog } from "#components/console/invite-dialog.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { UserRows } from "#components/console/user-rows.tsx";
import { listArtistViews } from "#lib/artists/list-artist-views.ts";
import { listUsers } from "#lib/users/list-users.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("users") };
}

export default async function UsersPage() {
  const ctx = await signedIn("/admin/users");
  const t = await getTranslations("console");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed.users")}</NotAllowed>;
  const [users, views] = await Promise.all([listUsers(ctx), listArtistViews(ctx)]);
  const artists = views.map(({ id, name }) => ({ id, name }));
  return (
    <>
      <PageHead title={t("users.title")} text={t("users.text")}>
        <InviteDialog artists={artists} />
      </PageHead>
      <UserRows users={users} artists={artists} ownId={ctx.actor.userId} />
    </>
  );
}
