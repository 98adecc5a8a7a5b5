"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { callApi } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { useToast } from "#components/ui/toast.tsx";
import { customerApi } from "./customer-filter.ts";

/** Lets a customer book by themselves again, and says so. With a `reason`, the toast blocks them again for it. */
export function useUnblock({ id, name, reason }: { id: string; name: string; reason?: string }): {
  busy: boolean;
  unblock: () => Promise<void>;
} {
  const t = useTranslations("rules.customer");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const [busy, setBusy] = useState(false);
  const path = customerApi(id, "/block");
  const refused = (error: unknown) => toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });

  async function blockAgain() {
    try {
      await callApi("PUT", path, reason ? { reason } : {});
      toast({ text: t("blockDone", { name }) });
      router.refresh();
    } catch (error) {
      refused(error);
    }
  }

  async function unblock() {
    setBusy(true);
    try {
      await callApi("DELETE", path);
      toast({
        text: t("unblockDone", { name }),
        ...(reason === undefined
          ? {}
          : { action: { label: common("undo"), onSelect: () => void blockAgain() } }),
      });
      router.refresh();
    } catch (error) {
      refused(error);
    }
    setBusy(false);
  }

  return { busy, unblock };
}
