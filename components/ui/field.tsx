import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";
import { Label } from "./label.tsx";

/** What the control inside a Field must spread onto itself. */
interface FieldControl {
  id: string;
  required: boolean | undefined;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

interface FieldProps {
  /** Unique on the page; ids of hint and error are made from it. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  /** One message or several; an empty list is none. */
  error?: string | readonly string[] | undefined;
  required?: boolean;
  /** A word such as "optional", shown quietly beside the label. */
  optional?: ReactNode;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

/** Label, control, hint and error, tied together for screen readers: `<Field …>{(control) => <Input {...control} />}</Field>`. */
export function Field({ id, label, hint, error, required, optional, className, children }: FieldProps) {
  const errors = typeof error === "string" ? [error] : (error ?? []);
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [errors.length > 0 && errorId, hint && hintId].filter(Boolean).join(" ");
  return (
    <div className={cn("space-y-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={id}>{label}</Label>
        {optional && <span className="text-sm text-ink-faint">{optional}</span>}
      </div>
      {children({
        id,
        required: required || undefined,
        "aria-invalid": errors.length > 0 || undefined,
        "aria-describedby": describedBy || undefined,
      })}
      {errors.length > 0 && (
        <p id={errorId} className="flex gap-1.5 text-sm text-bad">
          <CircleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
          <span>{errors.join(" ")}</span>
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
