"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { callApi } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { NewsChoicesInput } from "#lib/news/input.ts";
import type { NewsChoicesView } from "#lib/news/show-news-choices.ts";

/** Choices that are kept as soon as they are made, one after the other, and can be taken back. */
export function useNewsChoices(stored: NewsChoicesView): {
  choices: NewsChoicesView;
  change: (input: NewsChoicesInput) => void;
  /** Why the last one was not kept, in words; null where it was. */
  problem: string | null;
} {
  const t = useTranslations("news.page");
  const common = useTranslations("common");
  const words = useProblemWords();
  const toast = useToast();
  const [choices, setChoices] = useState(stored);
  const [problem, setProblem] = useState<string | null>(null);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const now = useRef(stored);

  function show(next: NewsChoicesView) {
    now.current = next;
    setChoices(next);
  }

  function save(input: NewsChoicesInput, isUndo: boolean) {
    const before = backTo(now.current, input);
    show(changed(now.current, input));
    setProblem(null);
    last.current = last.current.then(async () => {
      try {
        await callApi("PUT", "/api/news/choices", input);
        toast(
          isUndo
            ? { text: t("undone") }
            : {
                text: t("saved"),
                action: { label: common("undo"), onSelect: () => save(before, true) },
                durationMs: 6000,
              },
        );
      } catch (error) {
        show(changed(now.current, before));
        setProblem(words(error));
      }
    });
  }
  return { choices, change: (input) => save(input, false), problem };
}

function changed(view: NewsChoicesView, input: NewsChoicesInput): NewsChoicesView {
  const { events = {}, quiet, troublePasses, everybody } = input;
  return {
    ...view,
    events: view.events.map(({ event, channels }) => ({ event, channels: events[event] ?? channels })),
    quiet: quiet === undefined ? view.quiet : quiet,
    timeZone: quiet?.timeZone ?? view.timeZone,
    troublePasses: troublePasses ?? view.troublePasses,
    everybody: view.everybody === null ? null : (everybody ?? view.everybody),
    chosen: true,
  };
}

/** What takes `input` back: all that it changes, as it is now. */
function backTo(view: NewsChoicesView, input: NewsChoicesInput): NewsChoicesInput {
  const events = Object.fromEntries(
    view.events.flatMap(({ event, channels }) => (input.events?.[event] ? [[event, channels]] : [])),
  );
  return {
    ...(input.events && { events }),
    ...(input.quiet !== undefined && { quiet: view.quiet }),
    ...(input.troublePasses !== undefined && { troublePasses: view.troublePasses }),
    ...(input.everybody !== undefined && view.everybody !== null && { everybody: view.everybody }),
  };
}
