import { CircleOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { RevokeDialog } from "#components/console/revoke-dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { cn } from "#lib/core/cn.ts";
import type { ServiceTokenJson } from "#lib/messenger/list-service-tokens.ts";
import { useScopeWords } from "./use-scope-words.ts";

/** Service tokens with when they were last used; those that work first. */
export function TokenList({
  tokens,
  nowMs,
  timeZone,
}: {
  tokens: ServiceTokenJson[];
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("admin-messenger.tokens");
  const scopeWords = useScopeWords();
  const locale = useLocale();
  const time = (at: string) => (
    <RelativeTime atMs={Math.min(Date.parse(at), nowMs)} nowMs={nowMs} timeZone={timeZone} locale={locale} />
  );
  return (
    <ul aria-label={t("list")} className="divide-y rounded-md border bg-raised">
      {tokens.map(({ id, name, scopes, created_by, created_at, last_used_at, revoked_at }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 px-4 py-3 leading-snug sm:px-5"
        >
          <div className="min-w-0 flex-1 basis-64">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className={cn("break-words", revoked_at === null ? "font-medium" : "text-ink-soft")}>
                {name}
              </h2>
              {revoked_at !== null && (
                <StatusBadge tone="neutral" icon={CircleOff}>
                  {t("revoked")}
                </StatusBadge>
              )}
            </div>
            <p className="text-sm text-ink-soft">
              {revoked_at !== null ? (
                <>
                  {t("revokedAt")} {time(revoked_at)}
                </>
              ) : last_used_at !== null ? (
                <>
                  {t("lastUsed")} {time(last_used_at)}
                </>
              ) : (
                t("neverUsed")
              )}
              {" · "}
              {t("madeBy", { name: created_by })} {time(created_at)}
            </p>
            <p className="text-sm text-ink-soft">{scopeWords(scopes)}</p>
          </div>
          {revoked_at === null && (
            <RevokeDialog
              name={name}
              path={`/api/v1/admin/tokens/${encodeURIComponent(id)}`}
              words="admin-messenger.tokens"
            />
          )}
        </li>
      ))}
    </ul>
  );
}
