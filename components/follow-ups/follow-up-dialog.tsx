"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useState } from "react";
import { FormDialog } from "#components/console/form-dialog.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { useCloseToasts, useToast } from "#components/ui/toast.tsx";
import type { FollowUpView } from "#lib/follow-ups/follow-up-view.ts";
import { missingPlaces } from "#lib/follow-ups/places.ts";
import { templateIssues } from "#lib/follow-ups/template.ts";
import { TargetFields } from "./target-fields.tsx";
import { TemplateField } from "./template-field.tsx";
import { TemplatePreview } from "./template-preview.tsx";

/** Where one follow-up goes, its words, and what they make of an example. `children` is the button that opens it. */
export function FollowUpDialog({
  followUp,
  startsActive,
  open,
  onOpenChange,
  children,
}: {
  followUp: FollowUpView;
  startsActive: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}) {
  const t = useTranslations("follow-ups");
  const router = useRouter();
  const toast = useToast();
  const closeToasts = useCloseToasts();
  const id = useId();
  const { event, connector, name, configured } = followUp;
  const kept = {
    // What is changed is changed from here, whatever the page learns meanwhile.
    updatedAt: followUp.updatedAt,
    active: startsActive,
    template: followUp.template,
    target: withDefaults(followUp, t("target.topicDefault")),
  };
  const [changed, setDraft] = useState<Draft | null>(null);
  const draft: Draft = changed ?? kept;
  const { busy, problem, call, forget } = useApiCall();
  const issues = templateIssues(draft.template);

  useEffect(() => {
    if (open) closeToasts();
  }, [open, closeToasts]);

  function turn(next: boolean) {
    onOpenChange(next);
    forget();
  }

  async function save() {
    const saved = await call("PUT", "/api/admin/follow-ups", { event, connector, ...draft });
    if (!saved.ok) {
      // Who was told of it and saves once more means it.
      if (saved.problem.code === "conflict") setDraft({ ...draft, updatedAt: undefined });
      return router.refresh();
    }
    setDraft(null);
    turn(false);
    toast({ text: t("editor.saved"), tone: "good" });
    router.refresh();
  }

  const [missing] = draft.active ? missingPlaces(connector, draft.target) : [];
  return (
    <>
      {changed && !open && <p className="text-ink-soft">{t("editor.unsaved")}</p>}
      <FormDialog
        trigger={children}
        title={t("cellLabel", { event: t(`short.${event}`), thing: t(`thing.${connector}`) })}
        open={open}
        onOpenChange={turn}
        problem={problem}
        shown={["template", "target"]}
        submit={t("editor.save")}
        busy={busy}
        blocked={issues.length > 0 || missing !== undefined}
        onLeave={() => setDraft(null)}
        onSubmit={() => void save()}
        className="sm:max-w-4xl"
      >
        <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
          <div className="min-w-0 space-y-5">
            <TargetFields
              connector={connector}
              name={name}
              configured={configured}
              target={draft.target}
              onChange={(target) => setDraft({ ...draft, target })}
            />
            <TemplateField
              id={`${id}-template`}
              connector={connector}
              template={draft.template}
              issues={issues}
              onChange={(template) => setDraft({ ...draft, template })}
            />
            <Checkbox
              className="flex"
              label={t("editor.active")}
              hint={t("editor.activeHint")}
              checked={draft.active}
              disabled={!configured && !draft.active}
              onChange={({ target: { checked } }) => setDraft({ ...draft, active: checked })}
            />
            {missing && <p role="status">{t(`editor.missing.${missing}`)}</p>}
          </div>
          <TemplatePreview
            event={event}
            connector={connector}
            template={draft.template}
            isInOrder={issues.length === 0}
          />
        </div>
      </FormDialog>
    </>
  );
}

interface Draft {
  updatedAt: string | null | undefined;
  active: boolean;
  template: string;
  target: Record<string, string>;
}

/** A topic to begin with: it has to have one. */
function withDefaults({ connector, target }: FollowUpView, topic: string): Record<string, string> {
  return connector === "zulip" ? { topic, ...target } : target;
}
