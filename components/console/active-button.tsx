"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useApiCall } from "./use-api-call.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** Switches an artist, a service or somebody's account off or on again; one press, and undo instead of a question. */
export function ActiveButton({
  kind,
  entry,
  variant = "ghost",
}: {
  /** Where it is in the API, and its words. */
  kind: "artists" | "services" | "users";
  entry: { id: string; name: string; active: boolean };
  variant?: "ghost" | "secondary";
}) {
  const t = useTranslations(`console.${kind}`);
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const { busy, call } = useApiCall();
  const { id, name } = entry;

  async function turn(active: boolean, isUndo = false) {
    const turned = await call("PATCH", `/api/admin/${kind}/${encodeURIComponent(id)}`, { active });
    if (!turned.ok) return toast({ text: problemWords(turned.problem), tone: "bad", durationMs: 10_000 });
    toast({
      text: t(active ? "activated" : "deactivated", { name }),
      ...(isUndo ? {} : { action: { label: common("undo"), onSelect: () => void turn(!active, true) } }),
    });
    router.refresh();
  }

  const step = entry.active ? "deactivate" : "activate";
  return (
    <Button
      size="sm"
      variant={variant}
      busy={busy}
      aria-label={t(`${step}Named`, { name })}
      onClick={() => void turn(!entry.active)}
    >
      {t(step)}
    </Button>
  );
}
