"use client";

import { useState } from "react";
import { ApiProblem, callApi } from "./api.ts";
import { fields, text, textOrNull } from "./json-fields.ts";

export type CalendarTestOutcome =
  | { ok: true; displayName: string; owner: string | null; writable: boolean; shared: boolean }
  | { ok: false; key: string; detail: string | null; title: string; meaning: string; cure: string }
  | { ok: null; problem: ApiProblem };

type Target = { id: string } | { artistId: string; calendarUrl: string };

/** Asks Nextcloud for a calendar, saved or not yet. */
export function useCalendarTest() {
  const [testing, setTesting] = useState(false);
  const [result, setResult] = useState<CalendarTestOutcome | null>(null);

  async function test(target: Target): Promise<void> {
    setTesting(true);
    setResult(null);
    try {
      setResult(readResult(await callApi("POST", "/api/admin/calendars/test", target)));
    } catch (error) {
      if (error instanceof ApiProblem) setResult({ ok: null, problem: error });
    }
    setTesting(false);
  }

  return { testing, result, test, forget: () => setResult(null) };
}

function readResult(answer: unknown): CalendarTestOutcome {
  const { ok, calendar, problem } = fields(answer);
  if (ok === true) {
    const found = fields(calendar);
    return {
      ok,
      displayName: text(found.displayName),
      owner: textOrNull(found.owner),
      writable: found.writable === true,
      shared: found.shared === true,
    };
  }
  const { key, detail, title, meaning, cure } = fields(problem);
  return {
    ok: false,
    key: text(key),
    detail: textOrNull(detail),
    title: text(title),
    meaning: text(meaning),
    cure: text(cure),
  };
}
