"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ApiProblem, callApi } from "#components/console/api.ts";
import { fields, text } from "#components/console/json-fields.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { OfferSubject } from "./offer-times-form.tsx";

/** Offers times and says so, with the way to take it back. @returns why it was refused, null when it was not. */
export function useMakeOffer(
  subject: OfferSubject,
): (offer: { starts: number[]; word: string; hours: number }) => Promise<ApiProblem | null> {
  const t = useTranslations("inquiry.staff");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();

  async function withdraw(id: string) {
    try {
      await callApi("DELETE", `/api/offers/${encodeURIComponent(id)}`);
      toast({ text: t("withdrawn") });
    } catch (error) {
      toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });
    }
    router.refresh();
  }

  return async ({ starts, word, hours }) => {
    try {
      const answer = await callApi("POST", "/api/offers", {
        about: subject.about,
        version: subject.version,
        times: starts.map((startMs) => ({
          startTime: new Date(startMs).toISOString(),
          endTime: new Date(startMs + subject.durationMinutes * 60_000).toISOString(),
        })),
        expiresInHours: hours,
        ...(word ? { word } : {}),
      });
      const id = text(fields(fields(answer).offer).id);
      toast({
        text: t("dialog.made", { count: starts.length, name: subject.name }),
        action: { label: common("undo"), onSelect: () => void withdraw(id) },
        durationMs: 15_000,
      });
      router.refresh();
      return null;
    } catch (error) {
      return error instanceof ApiProblem
        ? error
        : new ApiProblem({ code: "unreadable", status: 0, detail: "" });
    }
  };
}
