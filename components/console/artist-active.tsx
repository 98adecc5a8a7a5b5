"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { ProblemAlert } from "./problem-alert.tsx";
import { useApiCall } from "./use-api-call.ts";

/** Whether customers can book an artist; one press, and undo instead of a question. */
export function ArtistActive({ artist }: { artist: { id: string; name: string; active: boolean } }) {
  const t = useTranslations("console.artists");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const { busy, problem, call } = useApiCall();
  const { name } = artist;

  async function turn(active: boolean, isUndo = false) {
    const turned = await call("PATCH", `/api/admin/artists/${encodeURIComponent(artist.id)}`, { active });
    if (!turned.ok) return;
    toast({
      text: t(active ? "activated" : "deactivated", { name }),
      ...(isUndo ? {} : { action: { label: common("undo"), onSelect: () => void turn(!active, true) } }),
    });
    router.refresh();
  }

  return (
    <div className="space-y-3">
      <ProblemAlert problem={problem} />
      <p className="measure">{t(artist.active ? "activeText" : "inactiveText", { name })}</p>
      <Button size="sm" busy={busy} onClick={() => void turn(!artist.active)}>
        {t(artist.active ? "deactivate" : "activate")}
      </Button>
    </div>
  );
}
