"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog.tsx";
import type { ApiProblem } from "./api.ts";
import { OneTimeSecret } from "./one-time-secret.tsx";
import { ProblemAlert } from "./problem-alert.tsx";

/**
 * A sheet with a form: what was refused, its fields, and a foot to leave or to send it. With a `secret` it shows that
 * in place of the form, once.
 */
export function FormDialog({
  trigger,
  title,
  description,
  open,
  onOpenChange,
  problem = null,
  shown,
  submit,
  tone = "primary",
  leave,
  onLeave,
  busy = false,
  blocked = false,
  onSubmit,
  secret = null,
  className,
  returnTo,
  children,
}: {
  /** The button that opens it; without one the caller opens it, and says with `returnTo` where the focus goes after. */
  trigger?: ReactNode;
  title: string;
  description?: string | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  problem?: ApiProblem | null;
  /** The fields that show their own messages. */
  shown?: readonly string[];
  /** What the button that sends it says. */
  submit: string;
  tone?: "primary" | "danger";
  /** What the button that leaves says, where it is not "Cancel". */
  leave?: string;
  /** That button was pressed; Escape and the cross only close. */
  onLeave?: () => void;
  busy?: boolean;
  /** Something has to be filled in first. */
  blocked?: boolean;
  onSubmit: () => void;
  secret?: ComponentProps<typeof OneTimeSecret> | null;
  className?: string;
  returnTo?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}) {
  const t = useTranslations("console.form");
  const common = useTranslations("common");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problem]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {trigger && <DialogTrigger asChild>{trigger}</DialogTrigger>}
      <DialogContent
        title={title}
        description={secret ? undefined : description}
        closeLabel={common("close")}
        className={className}
        onCloseAutoFocus={(event) => {
          if (!returnTo?.current) return;
          event.preventDefault();
          returnTo.current.focus();
        }}
      >
        {secret ? (
          <>
            <OneTimeSecret {...secret} />
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="primary">{t("done")}</Button>
              </DialogClose>
            </DialogFooter>
          </>
        ) : (
          <form
            ref={form}
            onSubmit={(event) => {
              event.preventDefault();
              // React passes it on through the portal: a form around the sheet would be sent along with it.
              event.stopPropagation();
              if (!busy && !blocked) onSubmit();
            }}
            className="space-y-5"
          >
            <ProblemAlert problem={problem} shown={shown} />
            {children}
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="ghost" onClick={onLeave}>
                  {leave ?? common("cancel")}
                </Button>
              </DialogClose>
              <Button type="submit" variant={tone} busy={busy} disabled={blocked}>
                {submit}
              </Button>
            </DialogFooter>
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
