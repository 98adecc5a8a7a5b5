"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useToast } from "#components/ui/toast.tsx";
import type { HoursSourceChoice } from "#lib/artists/input.ts";
import type { ApiProblem } from "./api.ts";
import { useApiCall } from "./use-api-call.ts";

/** Chooses where an artist's hours are kept, or reads those of Nextcloud again. */
export function useHoursSource(artistId: string): {
  busy: boolean;
  problem: ApiProblem | null;
  forget: () => void;
  choose: (choice: HoursSourceChoice) => Promise<boolean>;
} {
  const t = useTranslations("console.hoursSource");
  const router = useRouter();
  const toast = useToast();
  const { busy, problem, call, forget } = useApiCall();
  return {
    busy,
    problem,
    forget,
    choose: async (choice) => {
      const path = `/api/admin/artists/${encodeURIComponent(artistId)}/hours-source`;
      const { ok } = await call("PUT", path, choice);
      if (ok) toast({ text: t(choice.source === "nextcloud" ? "chosenNextcloud" : "chosenParlour") });
      // Also after a refusal: the hours may have been read in part, or somebody else chose meanwhile.
      router.refresh();
      return ok;
    },
  };
}
