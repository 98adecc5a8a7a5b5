"use client";

import { PencilLine } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { fields, text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Link } from "#components/ui/link.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { FollowUpView } from "#lib/follow-ups/follow-up-view.ts";
import { missingPlaces } from "#lib/follow-ups/places.ts";
import { FollowUpDialog } from "./follow-up-dialog.tsx";

/**
 * One event in one system: whether it is told, with which words, and the way to change that. `?edit=confirmed:zulip` in
 * the address opens its editor.
 */
export function FollowUpCell({ followUp }: { followUp: FollowUpView }) {
  const t = useTranslations("follow-ups");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const { busy, problem, call } = useApiCall();
  const { event, connector, name, configured, template, target } = followUp;
  const isAsked = useSearchParams().get("edit") === `${event}:${connector}`;
  const [editing, setEditing] = useState<"no" | "words" | "switching">("no");
  // What was pressed counts until the page knows of it.
  const [pressed, setPressed] = useState<{ active: boolean; savedAt: string | null } | null>(null);
  const isAhead = pressed !== null && (pressed.savedAt ?? "~") > (followUp.updatedAt ?? "");
  const active = isAhead ? pressed.active : followUp.active;
  const updatedAt = isAhead ? pressed.savedAt : followUp.updatedAt;
  const thing = t(`thing.${connector}`);
  const label = t("cellLabel", { event: t(`short.${event}`), thing });

  async function turn(next: boolean, knownAt: string | null, isUndo = false) {
    // It does not know where to go yet.
    if (next && missingPlaces(connector, target).length > 0) return setEditing("switching");
    setPressed({ active: next, savedAt: null });
    const input = { event, connector, active: next, updatedAt: knownAt };
    const saved = await call("PUT", "/api/admin/follow-ups", input);
    router.refresh();
    if (!saved.ok) return setPressed(null);
    const savedAt = text(fields(saved.answer.followUp).updatedAt);
    setPressed({ active: next, savedAt });
    const undo = { label: common("undo"), onSelect: () => void turn(!next, savedAt, true) };
    toast({
      text: t(next ? "turnedOn" : "turnedOff", { thing: label }),
      ...(isUndo ? {} : { action: undo }),
    });
  }

  function open(next: boolean) {
    setEditing(next ? "words" : "no");
    if (!next && isAsked) window.history.replaceState(null, "", window.location.pathname);
  }

  return (
    <li className="flex min-w-0 flex-col items-start border-t py-2 first:border-t-0 sm:border-t-0 sm:py-0">
      <Checkbox
        className="flex w-full pb-1 font-medium"
        label={name}
        aria-label={label}
        checked={active}
        // It keeps its focus while it is saved.
        aria-disabled={busy || undefined}
        disabled={!configured && !active}
        onChange={({ target: { checked } }) => {
          if (!busy) void turn(checked, updatedAt);
        }}
      />
      {/* As far in as the words beside the box. */}
      <div className="min-w-0 max-w-full pl-8 text-sm">
        <p className="line-clamp-3 break-words text-ink-soft">
          {t(`kind.${connector}`)}
          {" · "}
          {configured ? (active ? firstLine(template) : t("off")) : t("notConfigured")}
        </p>
        {problem && (
          <p role="alert" className="mt-1 break-words text-bad">
            {problemWords(problem)}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-x-3">
          <FollowUpDialog
            followUp={followUp}
            startsActive={active || editing === "switching"}
            open={editing !== "no" || isAsked}
            onOpenChange={open}
          >
            <Button
              size="sm"
              variant="ghost"
              className="-ml-3"
              aria-label={t("editNamed", { event: t(`short.${event}`), thing })}
            >
              <PencilLine aria-hidden />
              {t("edit")}
            </Button>
          </FollowUpDialog>
          {!configured && (
            <Link
              href="/admin/integrations"
              aria-label={t("setUpNamed", { name })}
              className="inline-flex min-h-8 items-center rounded-sm text-ink-soft underline underline-offset-4 hover:no-underline"
            >
              {t("setUp")}
            </Link>
          )}
        </div>
      </div>
    </li>
  );
}

function firstLine(template: string): string {
  return template.split("\n")[0] ?? "";
}
