"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ServiceView } from "#lib/services/service-view.ts";
import { useApiCall } from "./use-api-call.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** Takes a service off the public page, or puts it back. Appointments keep theirs either way. */
export function ServiceActiveButton({ service }: { service: Pick<ServiceView, "id" | "name" | "active"> }) {
  const t = useTranslations("console.services");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const { busy, call } = useApiCall();

  async function turn(active: boolean, isUndo = false) {
    const turned = await call("PATCH", `/api/admin/services/${encodeURIComponent(service.id)}`, { active });
    if (!turned.ok) return toast({ text: problemWords(turned.problem), tone: "bad", durationMs: 10_000 });
    toast({
      text: t(active ? "activated" : "deactivated", { service: service.name }),
      ...(isUndo ? {} : { action: { label: common("undo"), onSelect: () => void turn(!active, true) } }),
    });
    router.refresh();
  }

  const step = service.active ? "deactivate" : "activate";
  return (
    <Button
      size="sm"
      variant="ghost"
      busy={busy}
      aria-label={t(`${step}Named`, { service: service.name })}
      onClick={() => void turn(!service.active)}
    >
      {t(step)}
    </Button>
  );
}
