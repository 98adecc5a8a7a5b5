"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useToast } from "#components/ui/toast.tsx";
import type { ApiProblem } from "./api.ts";
import { useApiCall } from "./use-api-call.ts";
import { useDraft } from "./use-draft.ts";

/** A part of the studio's settings as a form of its own: what is typed, whether it differs, and how it is saved. */
export function useSettingsForm<Value extends object>(
  saved: Value,
  bodyOf: (value: Value) => Record<string, unknown>,
): {
  value: Value;
  dirty: boolean;
  busy: boolean;
  problem: ApiProblem | null;
  set: (change: Partial<Value>) => void;
  reset: () => void;
  submit: (event: FormEvent) => Promise<void>;
} {
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
    submit: async (event) => {
      event.preventDefault();
      if (busy || !dirty) return;
      const outcome = await call("PATCH", "/api/admin/settings", bodyOf(value));
      if (!outcome.ok) return;
      toast({ text: common("saved") });
      router.refresh();
      settle();
    },
  };
}
