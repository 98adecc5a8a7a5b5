import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { DeadLink } from "#components/console/dead-link.tsx";
import { DoorPage } from "#components/console/door-page.tsx";
import { InviteForm } from "#components/console/invite-form.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { findInvitation } from "#lib/users/find-invitation.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.invite");
  return { title: t("metaTitle"), robots: { index: false } };
}

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  await connection();
  const { token } = await params;
  const t = await getTranslations("console.invite");
  const ctx = await pageContext();
  const { name, logoUrl } = await studioSettings(ctx);
  const invitation = await findInvitation(ctx, token);
  return (
    <DoorPage
      studio={name}
      logoUrl={logoUrl}
      title={invitation ? t(`title.${invitation.purpose}`, { name: invitation.name }) : t("metaTitle")}
      text={invitation ? t(`text.${invitation.purpose}`, { studio: name }) : undefined}
    >
      <ClientMessages namespaces={["console.invite", "console.problems", "console.fieldErrors"]}>
        {invitation ? <InviteForm token={token} email={invitation.email} /> : <DeadLink of="invite" />}
      </ClientMessages>
    </DoorPage>
  );
}
