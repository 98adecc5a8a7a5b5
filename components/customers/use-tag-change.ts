"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { count, fields } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { CustomerView } from "#lib/customers/customer-view.ts";
import { customerApi } from "./customer-filter.ts";

export type LiveCustomer = Pick<CustomerView, "id" | "tags" | "version">;

/**
 * The tags of a customer as their person sees them, changed at once. What the page knows by itself wins again as soon
 * as it is as new as our own answer.
 */
export function useTagChange(customer: LiveCustomer): {
  tags: string[];
  busy: boolean;
  /** `removed` is named in a message that can put it back. @returns whether it was saved. */
  change: (tags: string[], removed?: string) => Promise<boolean>;
} {
  const t = useTranslations("customers.tags");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const { call } = useApiCall();
  // Ends together with `own`, so that whoever waits for it begins from what was saved.
  const [busy, setBusy] = useState(false);
  const [own, setOwn] = useState<{ tags: string[]; version: number } | null>(null);
  const isNewer = own !== null && (busy || own.version > customer.version);
  const tags = isNewer ? own.tags : customer.tags;
  const version = Math.max(own?.version ?? 0, customer.version);
  // What an undo, pressed seconds later, begins from.
  const latest = useRef({ tags, change });
  latest.current = { tags, change };

  async function change(next: string[], removed?: string): Promise<boolean> {
    setBusy(true);
    setOwn({ tags: next, version });
    const saved = await call("PATCH", customerApi(customer.id), { tags: next, version });
    setBusy(false);
    if (!saved.ok) {
      setOwn(null);
      toast({ text: problemWords(saved.problem), tone: "bad", durationMs: 10_000 });
      router.refresh();
      return false;
    }
    setOwn({ tags: next, version: count(fields(saved.answer.customer).version) || version + 1 });
    if (removed !== undefined)
      toast({
        text: t("removed", { tag: removed }),
        action: {
          label: common("undo"),
          onSelect: () => void latest.current.change([...latest.current.tags, removed]),
        },
      });
    router.refresh();
    return true;
  }

  return { tags, busy, change };
}
