import { BellRing, ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BellButton } from "#components/bell/bell-button.tsx";
import { BellFrame } from "#components/bell/bell-frame.tsx";
import { StudioMark } from "#components/site/studio-mark.tsx";
import { Link } from "#components/ui/link.tsx";
import { ToastProvider } from "#components/ui/toast.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { ConsoleNav } from "./console-nav.tsx";
import { LeaveWithSession } from "./leave-with-session.tsx";
import { placesOf } from "./navigation.ts";
import { NavigationProgress } from "./navigation-progress.tsx";
import { OfflineNotice } from "./offline-notice.tsx";
import { PaletteButton } from "./palette-button.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

/** The frame of every console page: a sidebar on a desk; on a phone a head with the account and a bar below. */
export function ConsoleShell({
  studio,
  logoUrl,
  person,
  eventsSince,
  preferences,
  signInLinks,
  children,
}: {
  studio: string;
  logoUrl: string | null;
  /** `artistId` is theirs if they are an artist. */
  person: { userId: string; name: string; role: "artist" | "staff" | "admin"; artistId: string | null };
  /** The newest event of the messenger when the page was made. */
  eventsSince: number;
  /** Language and theme. */
  preferences: ReactNode;
  /** Accounts to sign in with. */
  signInLinks: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("console");
  const common = useTranslations("common");
  const places = placesOf(person.role, person.artistId);
  const ownArtist = person.artistId === null ? null : { id: person.artistId, name: person.name };
  const home = (
    <Link href="/dashboard" className="flex min-w-0 items-center gap-2.5 rounded-sm">
      <StudioMark logoUrl={logoUrl} className="size-7 shrink-0" />
      <span className="truncate font-display text-lg font-semibold lg:line-clamp-2 lg:text-[1.1rem] lg:leading-tight lg:break-words lg:whitespace-normal">
        {studio}
      </span>
    </Link>
  );
  const account = (
    <>
      <p className="px-3 leading-snug">
        <span className="block truncate text-sm font-medium">{person.name}</span>
        <span className="block text-xs text-ink-soft">{t(`account.role.${person.role}`)}</span>
      </p>
      <div className="mt-2 flex flex-col items-stretch">
        <Link
          href="/"
          className="flex min-h-9 items-center gap-2 rounded-md px-3 text-sm font-medium transition-colors hover:bg-sunk"
        >
          <ExternalLink aria-hidden className="size-4" />
          {t("nav.public")}
        </Link>
        <Link
          href="/messenger/notifications"
          className="flex min-h-9 items-center gap-2 rounded-md px-3 text-sm font-medium transition-colors hover:bg-sunk"
        >
          <BellRing aria-hidden className="size-4" />
          {t("account.told")}
        </Link>
        {signInLinks}
        <SignOutButton className="justify-start" />
      </div>
      <div className="mt-2 border-t pt-1">{preferences}</div>
    </>
  );
  return (
    // Toasts stand above the bar on a phone.
    <div className="max-lg:[&>[role=status]]:bottom-20">
      <LeaveWithSession />
      <ToastProvider closeLabel={common("close")}>
        <BellFrame userId={person.userId} since={eventsSince}>
          <NavigationProgress>
            <CommandPalette role={person.role} places={places} ownArtist={ownArtist}>
              <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)]">
                <aside className="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto border-r px-3 py-5 lg:flex">
                  <div className="flex items-center justify-between gap-1 pl-3">
                    {home}
                    <BellButton />
                  </div>
                  <div className="space-y-4">
                    <PaletteButton />
                    <ConsoleNav places={places} />
                  </div>
                  <div className="mt-auto">{account}</div>
                </aside>
                <header className="sticky top-0 z-30 flex h-14 items-center justify-between gap-3 border-b bg-ground px-4 lg:hidden">
                  {home}
                  <div className="flex">
                    <BellButton sheet />
                    <PaletteButton icon />
                    <AccountMenu label={t("account.menu", { name: person.name })}>{account}</AccountMenu>
                  </div>
                </header>
                <main
                  id="main"
                  tabIndex={-1}
                  className="min-w-0 px-4 pt-6 pb-28 outline-none sm:px-6 lg:px-10 lg:pt-9 lg:pb-16"
                >
                  <div className="mx-auto max-w-5xl">
                    <OfflineNotice />
                    {children}
                  </div>
                </main>
                <div className="fixed inset-x-0 bottom-0 z-30 border-t bg-ground pb-[env(safe-area-inset-bottom)] lg:hidden">
                  <ConsoleNav places={places} bar />
                </div>
              </div>
            </CommandPalette>
          </NavigationProgress>
        </BellFrame>
      </ToastProvider>
    </div>
  );
}
