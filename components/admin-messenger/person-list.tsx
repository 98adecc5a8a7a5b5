import { CircleOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { AdminUserJson } from "#lib/messenger/room-json.ts";
import { PersonDialog } from "./person-dialog.tsx";

/** Everybody the messenger has seen: what they may, by which name the homeserver knows them, when they were here. */
export function PersonList({
  people,
  ownId,
  nowMs,
  timeZone,
}: {
  people: AdminUserJson[];
  /** Whoever looks; they do not shut themselves out. */
  ownId: string;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("admin-messenger.people");
  const locale = useLocale();
  return (
    <ul aria-label={t("list")} className="divide-y rounded-md border bg-raised">
      {people.map((person) => (
        <li
          key={person.hub_user_id}
          className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 px-4 py-3 leading-snug sm:px-5"
        >
          <div className="min-w-0 flex-1 basis-64">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className="font-medium break-words">{person.display_name}</h2>
              <Badge>{t(`role.${person.role}`)}</Badge>
              {!person.active && (
                <StatusBadge tone="neutral" icon={CircleOff}>
                  {t("closed")}
                </StatusBadge>
              )}
              {person.external_client_enabled && <Badge>{t("external")}</Badge>}
            </div>
            <p className="text-sm break-words text-ink-soft">
              {person.of_studio ? t("ofStudio") : t("ofHub", { id: person.hub_user_id })}
              {" · "}
              {t("lastSeen")}{" "}
              <RelativeTime
                atMs={Math.min(Date.parse(person.last_seen_at), nowMs)}
                nowMs={nowMs}
                timeZone={timeZone}
                locale={locale}
              />
            </p>
            {person.matrix_user_id !== null && (
              <p className="text-sm break-all text-ink-soft">
                <code className="font-mono text-xs">{person.matrix_user_id}</code>
                {person.provisioned_at === null && ` · ${t("notYetThere")}`}
              </p>
            )}
          </div>
          <PersonDialog person={person} isOwn={person.hub_user_id === ownId} />
        </li>
      ))}
    </ul>
  );
}
