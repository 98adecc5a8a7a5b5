import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#lib/core/cn.ts";

export interface AppointmentStep {
  id: string;
  title: ReactNode;
  text: ReactNode;
  state: "done" | "now" | "later";
}

/** What has happened and what happens next, top to bottom. `words` name the state for those who do not see the mark. */
export function AppointmentSteps({
  steps,
  words,
}: {
  steps: readonly AppointmentStep[];
  words: { done: string; now: string };
}) {
  return (
    <ol>
      {steps.map((step, index) => (
        <li
          key={step.id}
          className="relative flex gap-4 pb-7 last:pb-0"
          aria-current={step.state === "now" ? "step" : undefined}
        >
          {index < steps.length - 1 && (
            <span aria-hidden className="absolute top-8 bottom-0 left-[0.9375rem] w-px bg-line" />
          )}
          <span
            aria-hidden
            className={cn(
              "grid size-8 shrink-0 place-items-center rounded-full border border-line-strong text-sm tabular-nums",
              step.state === "done" && "border-good bg-good-ground text-good",
              step.state === "now" && "border-ink bg-ink text-ground",
              step.state === "later" && "text-ink-faint",
            )}
          >
            {step.state === "done" ? <Check className="size-4" strokeWidth={2.5} /> : index + 1}
          </span>
          <div className="min-w-0 pt-0.5">
            <p className={cn("font-medium", step.state === "later" && "text-ink-soft")}>
              {step.title}
              {step.state !== "later" && <span className="sr-only"> ({words[step.state]})</span>}
            </p>
            <p className="text-ink-soft">{step.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
