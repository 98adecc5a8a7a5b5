"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { callApi } from "#components/console/api.ts";
import { count, fields, list, text } from "#components/console/json-fields.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { useToast } from "#components/ui/toast.tsx";

interface Span {
  startMs: number;
  endMs: number;
  note: string;
}

/** Takes and gives back time off from the board, each with the way back. */
export function useTimeOff(artistId: string) {
  const t = useTranslations("schedule.timeOff");
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const path = `/api/admin/artists/${encodeURIComponent(artistId)}/time-off`;
  const refused = (error: unknown) => toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });
  const remove = (id: string) => callApi("DELETE", `${path}?${new URLSearchParams({ timeOffId: id })}`);
  const add = ({ startMs, endMs, note }: Span) =>
    callApi("POST", path, {
      startTime: new Date(startMs).toISOString(),
      endTime: new Date(endMs).toISOString(),
      ...(note ? { note } : {}),
    });

  async function quietly(work: Promise<unknown>, said: string) {
    try {
      await work;
      toast({ text: said });
    } catch (error) {
      refused(error);
    }
    router.refresh();
  }

  return {
    /** @throws ApiProblem, for the form to show */
    async take(span: Span): Promise<void> {
      const answer = fields(await add(span));
      const id = newest(answer, span);
      const inside = count(answer.conflicts);
      toast({
        text: inside > 0 ? t("takenOver", { count: inside }) : t("taken"),
        tone: inside > 0 ? "warn" : "good",
        ...(id
          ? {
              action: {
                label: common("undo"),
                onSelect: () => void quietly(remove(id), t("removed")),
              },
            }
          : {}),
      });
      router.refresh();
    },
    async giveBack(id: string, span: Span): Promise<void> {
      try {
        await remove(id);
        toast({
          text: t("removed"),
          action: { label: common("undo"), onSelect: () => void quietly(add(span), t("taken")) },
        });
      } catch (error) {
        refused(error);
      }
      router.refresh();
    },
  };
}

/** The id of what was just added, as the artist in the answer lists it. */
function newest(answer: Record<string, unknown>, span: Span): string | null {
  const same = list(fields(answer.artist).timeOff)
    .map(fields)
    .findLast(
      ({ startTime, endTime }) =>
        Date.parse(text(startTime)) === span.startMs && Date.parse(text(endTime)) === span.endMs,
    );
  return same ? text(same.id) || null : null;
}
