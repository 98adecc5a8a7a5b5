"use client";

import { CircleOff, KeyRound, MailQuestion, PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { UserView } from "#lib/users/user-view.ts";
import { ActiveButton } from "./active-button.tsx";
import { ResetLinkDialog } from "./reset-link-dialog.tsx";
import { useListKeys } from "./use-list-keys.ts";
import { UserDialog } from "./user-dialog.tsx";

/** Everybody with an account. The last admin cannot be taken away, and is told why. */
export function UserRows({
  users,
  artists,
  ownId,
}: {
  users: UserView[];
  artists: { id: string; name: string }[];
  /** The user who is looking. */
  ownId: string;
}) {
  const t = useTranslations("console.users");
  const root = useRef<HTMLDivElement>(null);
  useListKeys(root, users.map(({ id }) => id).join(" "));
  const admins = users.filter(({ role, active, invited }) => role === "admin" && active && !invited);
  return (
    <div ref={root}>
      <ul aria-label={t("title")} className="divide-y rounded-md border bg-raised">
        {users.map((user) => {
          const artist = artists.find(({ id }) => id === user.artistId);
          const isLastAdmin = admins.length === 1 && admins[0]?.id === user.id;
          return (
            <li
              key={user.id}
              className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 px-4 py-3.5 transition-colors first:rounded-t-md last:rounded-b-md focus-within:bg-sunk hover:bg-sunk sm:px-5"
            >
              <div className="min-w-0 flex-1 basis-64 leading-snug">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <h2 className="font-display text-base font-semibold break-words">{user.name}</h2>
                  <Badge>{t(`roles.${user.role}`)}</Badge>
                  {user.id === ownId && <span className="text-sm text-ink-soft">{t("you")}</span>}
                  {!user.active && (
                    <StatusBadge tone="neutral" icon={CircleOff}>
                      {t("inactive")}
                    </StatusBadge>
                  )}
                  {user.active && user.invited && (
                    <StatusBadge tone="info" icon={MailQuestion}>
                      {t("invited")}
                    </StatusBadge>
                  )}
                </div>
                <p className="text-sm text-ink-soft">
                  {[user.email, artist && artist.name !== user.name && t("isArtist", { name: artist.name })]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
                {isLastAdmin && <p className="mt-0.5 text-sm text-ink-soft">{t("lastAdmin")}</p>}
              </div>
              <div className="flex flex-wrap gap-1 max-sm:-ml-3 max-sm:[&_svg:not(.animate-spin)]:hidden sm:gap-2">
                {/* Nobody shuts themselves out: they could not undo it. */}
                {!isLastAdmin && user.id !== ownId && <ActiveButton kind="users" entry={user} />}
                {user.active && (
                  <ResetLinkDialog user={user}>
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-label={t(user.invited ? "newLinkNamed" : "resetNamed", { name: user.name })}
                    >
                      <KeyRound aria-hidden />
                      {t(user.invited ? "newLink" : "reset")}
                    </Button>
                  </ResetLinkDialog>
                )}
                <UserDialog user={user} artists={artists}>
                  <Button size="sm" data-row-link aria-label={t("editNamed", { name: user.name })}>
                    <PencilLine aria-hidden />
                    {t("edit")}
                  </Button>
                </UserDialog>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
