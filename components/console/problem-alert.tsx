"use client";

import { Alert } from "#components/ui/alert.tsx";
import type { ApiProblem } from "./api.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** A refusal above a form, unless a field that is shown says it already. */
export function ProblemAlert({
  problem,
  shown = [],
  className,
}: {
  problem: ApiProblem | null;
  /** The fields that show their own messages. */
  shown?: readonly string[];
  className?: string;
}) {
  const words = useProblemWords();
  if (!problem) return null;
  const fields = Object.keys(problem.errors);
  if (fields.length > 0 && fields.every((field) => shown.includes(field.split(".")[0] ?? field))) return null;
  return (
    <Alert tone="bad" role="alert" className={className}>
      {words(problem)}
    </Alert>
  );
}
