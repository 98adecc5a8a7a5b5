"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { UserView } from "#lib/users/user-view.ts";
import { useApiCall } from "./use-api-call.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** Shuts somebody out at once, or lets them in again. */
export function UserActiveButton({ user }: { user: Pick<UserView, "id" | "name" | "active"> }) {
  const t = useTranslations("console.users");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const { busy, call } = useApiCall();

  async function turn(active: boolean, isUndo = false) {
    const turned = await call("PATCH", `/api/admin/users/${encodeURIComponent(user.id)}`, { active });
    if (!turned.ok) return toast({ text: problemWords(turned.problem), tone: "bad", durationMs: 10_000 });
    toast({
      text: t(active ? "activated" : "deactivated", { name: user.name }),
      ...(isUndo ? {} : { action: { label: common("undo"), onSelect: () => void turn(!active, true) } }),
    });
    router.refresh();
  }

  const step = user.active ? "deactivate" : "activate";
  return (
    <Button
      size="sm"
      variant="ghost"
      busy={busy}
      aria-label={t(`${step}Named`, { name: user.name })}
      onClick={() => void turn(!user.active)}
    >
      {t(step)}
    </Button>
  );
}
