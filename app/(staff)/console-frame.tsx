import { connection } from "next/server";
import type { ReactNode } from "react";
import { ConsoleShell } from "#components/console/console-shell.tsx";
import { SignInLinks } from "#components/console/sign-in-links.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { Preferences } from "#components/site/preferences.tsx";
import { listWaysIn } from "#lib/auth/list-ways-in.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { newestEvent } from "#lib/messenger/newest-event.ts";
import { studioSettings } from "#lib/studio/settings.ts";

/**
 * The frame around every console page. A layout does not know the address asked for, so for somebody who is not
 * signed in it only steps aside: the page itself sends them to the sign-in page and back.
 */
export async function ConsoleFrame({ children }: { children: ReactNode }) {
  await connection();
  const ctx = await pageContext();
  const { actor } = ctx;
  if (actor.kind !== "artist" && actor.kind !== "staff" && actor.kind !== "admin") return children;
  const { name, logoUrl } = await studioSettings(ctx);
  return (
    <ClientMessages namespaces={["console", "bell", "inquiry.staff", "rules"]}>
      <ConsoleShell
        studio={name}
        logoUrl={logoUrl}
        person={{
          userId: actor.userId,
          name: actor.name,
          role: actor.kind,
          artistId: actor.kind === "artist" ? actor.artistId : null,
        }}
        eventsSince={await newestEvent(ctx)}
        preferences={<Preferences className="flex flex-wrap items-center" />}
        signInLinks={<SignInLinks ways={await listWaysIn(ctx)} />}
      >
        {children}
      </ConsoleShell>
    </ClientMessages>
  );
}
