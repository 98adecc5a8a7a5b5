import { CircleOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { TokenView } from "#lib/users/token-view.ts";
import { RevokeTokenDialog } from "./revoke-token-dialog.tsx";

/** API tokens with when they were last used; those in use first. */
export function TokenRows({
  tokens,
  nowMs,
  timeZone,
  showOwner,
}: {
  tokens: TokenView[];
  nowMs: number;
  timeZone: string;
  showOwner: boolean;
}) {
  const t = useTranslations("console.tokens");
  const locale = useLocale();
  const time = (atMs: number) => (
    <RelativeTime atMs={atMs} nowMs={nowMs} timeZone={timeZone} locale={locale} />
  );
  const sorted = [...tokens].sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
  return (
    <ul aria-label={t("title")} className="divide-y rounded-md border bg-raised">
      {sorted.map((token) => (
        <li
          key={token.id}
          className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 px-4 py-3 sm:px-5"
        >
          <div className="min-w-0 flex-1 basis-64 leading-snug">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2
                className={token.revokedAt === null ? "font-medium break-words" : "break-words text-ink-soft"}
              >
                {token.name}
              </h2>
              {token.revokedAt !== null && (
                <StatusBadge tone="neutral" icon={CircleOff}>
                  {t("isRevoked")}
                </StatusBadge>
              )}
            </div>
            <p className="text-sm text-ink-soft">
              {showOwner && `${t("actsAs", { name: token.userName })} · `}
              {token.revokedAt !== null ? (
                <>
                  {t("revokedAt")} {time(token.revokedAt)}
                </>
              ) : token.lastUsedAt === null ? (
                <>
                  {t("made")} {time(token.createdAt)}, {t("neverUsed")}
                </>
              ) : (
                <>
                  {t("lastUsed")} {time(token.lastUsedAt)}
                </>
              )}
            </p>
          </div>
          {token.revokedAt === null && <RevokeTokenDialog token={{ id: token.id, name: token.name }} />}
        </li>
      ))}
    </ul>
  );
}
