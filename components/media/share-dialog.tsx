"use client";

import { Link2, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { callApi, readApi } from "#components/console/api.ts";
import { fields } from "#components/console/json-fields.ts";
import { OneTimeSecret } from "#components/console/one-time-secret.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type LinkShare, type MediaRow, readShare, readShares } from "./media-json.ts";
import { shareDay } from "./share-day.ts";
import { useMediaWords } from "./use-media-words.ts";

const SHARE = "/api/crm/nextcloud/share";

/** Links with which somebody without an account opens a file: made, copied, and taken back. */
export function ShareDialog({ row, onClose }: { row: MediaRow | null; onClose: () => void }) {
  const t = useTranslations("media.share");
  const common = useTranslations("common");
  return (
    <Dialog open={row !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("title", { name: row?.filename ?? "" })}
        description={t("text")}
        closeLabel={common("close")}
      >
        {row && <Shares key={row.path} path={row.path} />}
      </DialogContent>
    </Dialog>
  );
}

function Shares({ path }: { path: string }) {
  const t = useTranslations("media.share");
  const words = useMediaWords();
  const locale = useLocale();
  const key = `${SHARE}?${new URLSearchParams({ path })}`;
  const { data, error, mutate } = useSWR<LinkShare[], unknown>(key, async (url: string) =>
    readShares(await readApi(url)),
  );
  const making = useApiCall();
  const [password, setPassword] = useState("");
  const [expires, setExpires] = useState("");
  const [fresh, setFresh] = useState<LinkShare | null>(null);
  const [failed, setFailed] = useState<unknown>(null);

  async function make() {
    setFailed(null);
    const outcome = await making.call("POST", SHARE, {
      path,
      ...(password === "" ? {} : { password }),
      ...(expires === "" ? {} : { expires }),
    });
    if (!outcome.ok) return;
    setFresh(readShare(fields(outcome.answer).share));
    setPassword("");
    setExpires("");
    await mutate().catch(() => undefined);
  }

  async function remove(share: LinkShare) {
    setFailed(null);
    try {
      await callApi("DELETE", `${SHARE}?${new URLSearchParams({ id: share.id, path })}`);
      if (fresh?.id === share.id) setFresh(null);
      await mutate((shares) => shares?.filter(({ id }) => id !== share.id), { revalidate: false });
    } catch (problem) {
      setFailed(problem);
    }
  }

  const refusal = making.problem ?? failed ?? error ?? null;
  return (
    <div className="space-y-5">
      {refusal !== null && (
        <Alert tone="bad" role="alert">
          {words.problem(refusal)}
        </Alert>
      )}
      {data === undefined && error === undefined && <Skeleton className="h-12 w-full" />}
      {data && data.length > 0 && (
        <ul aria-label={t("links")} className="divide-y rounded-md border">
          {data.map((share) => (
            <li key={share.id} className="flex items-center gap-2 py-1.5 pr-1.5 pl-3">
              <Link2 aria-hidden className="size-4 shrink-0 text-ink-faint" />
              <span className="min-w-0 flex-1">
                <a href={share.url} target="_blank" rel="noopener" className="block truncate text-sm">
                  {share.url.replace(/^https?:\/\//, "")}
                </a>
                <span className="block text-xs text-ink-soft">
                  {t(share.hasPassword ? "withPassword" : "withoutPassword")}
                  {" · "}
                  {share.expires ? t("until", { day: shareDay(share.expires, locale) }) : t("forEver")}
                </span>
              </span>
              <Button
                size="icon-sm"
                variant="ghost"
                label={t("removeNamed", { url: share.url })}
                title={t("remove")}
                onClick={() => void remove(share)}
              >
                <Trash2 aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {fresh && <OneTimeSecret key={fresh.id} label={t("fresh")} hint={t("freshHint")} value={fresh.url} />}
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <InputField
            id="share-password"
            type="text"
            label={t("password")}
            hint={t("passwordHint")}
            autoComplete="off"
            spellCheck={false}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <InputField
            id="share-expires"
            type="date"
            label={t("expires")}
            hint={t("expiresHint")}
            value={expires}
            onChange={(event) => setExpires(event.target.value)}
          />
        </div>
        <Button type="submit" variant={fresh ? "secondary" : "primary"} busy={making.busy}>
          {t("make")}
        </Button>
      </form>
    </div>
  );
}
