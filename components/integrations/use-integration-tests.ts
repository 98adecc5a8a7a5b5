"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { useFigures } from "#components/sync/use-figures.ts";
import type { Tone } from "#components/ui/tone.ts";
import { askForTest, type IntegrationsAt } from "./ask-integrations.ts";
import type { IntegrationShown } from "./integration-shown.ts";

/** So many of "Test all" at once: a person watches, and nobody is in a hurry. */
const AT_ONCE = 2;

export interface TestSaid {
  tone: Tone;
  text: string;
  /** The card shows it in full: it is only read out. */
  shown?: boolean;
}

/** Tests under way, by type, and what was said about the last of each on this page. */
export function useIntegrationTests(put: (tested: IntegrationsAt) => void): {
  running: ReadonlySet<string>;
  /** All of them are being tested, a few at once. */
  testingAll: boolean;
  said: Readonly<Record<string, TestSaid>>;
  test: (integration: IntegrationShown) => Promise<void>;
  testAll: (integrations: readonly IntegrationShown[]) => Promise<void>;
  /** Waits no longer; the server ends its test all the same. */
  stop: (integration: IntegrationShown) => void;
} {
  const t = useTranslations("integrations");
  const { duration } = useFigures();
  const problemWords = useProblemWords();
  const [running, setRunning] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState<Readonly<Record<string, TestSaid>>>({});
  const [testingAll, setTestingAll] = useState(false);
  const waiting = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const all = waiting.current;
    return () => {
      for (const controller of all.values()) controller.abort();
    };
  }, []);

  const say = (type: string, words: TestSaid | null) =>
    setSaid(({ [type]: _, ...rest }) => (words === null ? rest : { ...rest, [type]: words }));

  async function test({ type, name }: IntegrationShown): Promise<void> {
    if (waiting.current.has(type)) return;
    const controller = new AbortController();
    waiting.current.set(type, controller);
    setRunning((before) => new Set(before).add(type));
    say(type, null);
    try {
      const tested = await askForTest(type, controller.signal);
      put(tested);
      say(type, wordsOf(name, tested.integrations[0]?.lastTest ?? null));
    } catch (problem) {
      say(
        type,
        controller.signal.aborted
          ? { tone: "neutral", text: t("stoppedWaiting", { name }) }
          : { tone: "bad", text: t("testRefused", { name, words: problemWords(problem) }) },
      );
    } finally {
      waiting.current.delete(type);
      setRunning((before) => new Set([...before].filter((one) => one !== type)));
    }
  }

  function wordsOf(name: string, lastTest: IntegrationShown["lastTest"]): TestSaid {
    const outcome = lastTest?.outcome ?? "not-configured";
    if (lastTest && outcome === "ok")
      return { tone: "good", text: t("testOk", { name, duration: duration(lastTest.durationMs) }) };
    if (outcome === "rate-limited") return { tone: "warn", text: t("testLimited", { name }), shown: true };
    return {
      tone: "bad",
      text: t("testFailed", { name, cause: t(`outcome.${outcome}.title`) }),
      shown: true,
    };
  }

  return {
    running,
    testingAll,
    said,
    test,
    testAll: async (integrations) => {
      const queue = [...integrations];
      const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await test(next);
      };
      setTestingAll(true);
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      setTestingAll(false);
    },
    stop: ({ type }) => waiting.current.get(type)?.abort(),
  };
}
