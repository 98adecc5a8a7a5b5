import { CircleOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { levelsOfScopes } from "#lib/users/scope-choice.ts";
import type { TokenView } from "#lib/users/token-view.ts";
import { RevokeDialog } from "./revoke-dialog.tsx";

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
  const scopeWords = useScopeWords();
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
            <p className="text-sm text-ink-soft">{scopeWords(token.scopes)}</p>
          </div>
          {token.revokedAt === null && (
            <RevokeDialog
              name={token.name}
              path={`/api/admin/tokens?id=${encodeURIComponent(token.id)}`}
              words="console.tokens"
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** "May see customers, change appointments" */
function useScopeWords(): (scopes: TokenView["scopes"]) => string {
  const t = useTranslations("webhooks.scopes");
  return (scopes) => {
    if (scopes === null) return t("all");
    const words = levelsOfScopes(scopes).map(({ area, level }) =>
      t(`${level}Word`, { what: t(`short.${area}`) }),
    );
    return `${t("may")} ${words.join(", ")}`;
  };
}
