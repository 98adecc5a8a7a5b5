"use client";

import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog.tsx";
import { text } from "./json-fields.ts";
import { OneTimeSecret } from "./one-time-secret.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import { useApiCall } from "./use-api-call.ts";

/** The customer's own link, to be copied; and a new one in its place, where it came into wrong hands. */
export function CustomerLink({ id, name }: { id: string; name: string }) {
  const t = useTranslations("link.console");
  const common = useTranslations("common");
  const [link, setLink] = useState<{ url: string; isNew: boolean } | null>(null);
  const { busy, problem, call, forget } = useApiCall();
  const path = `/api/appointments/${encodeURIComponent(id)}/link`;

  async function ask(method: "GET" | "POST") {
    const asked = await call(method, path);
    if (asked.ok) setLink({ url: text(asked.answer.manageUrl), isNew: method === "POST" });
  }

  return (
    <Dialog
      onOpenChange={(open) => {
        forget();
        setLink(null);
        if (open) void ask("GET");
      }}
    >
      <DialogTrigger asChild>
        <Button size="sm">
          <Link2 aria-hidden />
          {t("linkShow")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("linkTitle", { name })}
        description={t("linkText")}
        closeLabel={common("close")}
      >
        <div className="space-y-5">
          <ProblemAlert problem={problem} />
          {link ? (
            // A new one is another field: it is selected anew.
            <OneTimeSecret
              key={link.url}
              label={t("linkLabel")}
              hint={t(link.isNew ? "revokedHint" : "linkHint")}
              value={link.url}
            />
          ) : (
            <p role="status" className="text-ink-soft">
              {busy && t("preparing")}
            </p>
          )}
          {link && !link.isNew && (
            <DialogFooter className="items-center sm:justify-between">
              <p className="text-sm text-ink-soft sm:max-w-[16rem]">{t("revokeText")}</p>
              <Button variant="danger" busy={busy} onClick={() => void ask("POST")}>
                {t("revoke")}
              </Button>
            </DialogFooter>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
