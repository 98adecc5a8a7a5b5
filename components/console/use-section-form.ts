"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useToast } from "#components/ui/toast.tsx";
import type { ApiProblem } from "./api.ts";
import { useApiCall } from "./use-api-call.ts";
import { useDraft } from "./use-draft.ts";

export interface SectionFormState<Value extends object> {
  value: Value;
  dirty: boolean;
  busy: boolean;
  problem: ApiProblem | null;
  set: (change: Partial<Value>) => void;
  reset: () => void;
  save: () => Promise<void>;
}

/** A part of an artist's page or of the settings as a form of its own: what is typed, whether it differs, and PATCH `path`. */
export function useSectionForm<Value extends object>(
  path: string,
  saved: Value,
  bodyOf: (value: Value) => Record<string, unknown>,
): SectionFormState<Value> {
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const { value, dirty, set, reset, settle } = useDraft(saved);
  const { busy, problem, call, forget } = useApiCall();
  return {
    value,
    dirty,
    busy,
    problem,
    set,
    reset: () => {
      forget();
      reset();
    },
    save: async () => {
      const outcome = await call("PATCH", path, bodyOf(value));
      if (!outcome.ok) return;
      toast({ text: common("saved") });
      router.refresh();
      settle();
    },
  };
}
