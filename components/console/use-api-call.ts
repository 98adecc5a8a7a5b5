"use client";

import { useState } from "react";
import { ApiProblem, callApi } from "./api.ts";
import { fields } from "./json-fields.ts";

type CallOutcome = { ok: true; answer: Record<string, unknown> } | { ok: false; problem: ApiProblem };

/** One call of our API at a time for a form or a button: whether it is under way, and what the last refusal was. */
export function useApiCall(): {
  busy: boolean;
  problem: ApiProblem | null;
  call: (
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
  ) => Promise<CallOutcome>;
  /** What was said about an earlier attempt counts no more. */
  forget: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  return {
    busy,
    problem,
    forget: () => setProblem(null),
    call: async (method, path, body) => {
      setBusy(true);
      setProblem(null);
      try {
        return { ok: true, answer: fields(await callApi(method, path, body)) };
      } catch (error) {
        const refusal =
          error instanceof ApiProblem ? error : new ApiProblem({ code: "unreadable", status: 0, detail: "" });
        setProblem(refusal);
        return { ok: false, problem: refusal };
      } finally {
        setBusy(false);
      }
    },
  };
}
