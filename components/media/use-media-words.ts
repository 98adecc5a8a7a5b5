"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { ApiProblem } from "#components/console/api.ts";
import { byteWords } from "./byte-words.ts";
import type { NameFault } from "./file-names.ts";
import { toUploadProblem } from "./upload/upload-problem.ts";
import type { UploadProblem } from "./upload/upload-queue.ts";

/** A refusal of the files API in words: what happened and what to do. `maxBytes` is the studio's limit. */
export function useMediaWords(maxBytes?: number): {
  problem: (problem: unknown) => string;
  upload: (problem: UploadProblem) => string;
  fault: (fault: NameFault) => string;
} {
  const t = useTranslations("media.problems");
  const locale = useLocale();
  const upload = useCallback(
    ({ code, detail, nameRefused }: UploadProblem) => {
      if (nameRefused) return t("name_not_allowed");
      if (code === "too_large" && maxBytes !== undefined)
        return t("too_large_limit", { limit: byteWords(maxBytes, locale) });
      if (t.has(code)) return t(code);
      return detail || t("unreadable");
    },
    [t, locale, maxBytes],
  );
  const problem = useCallback(
    (error: unknown) =>
      upload(
        error instanceof ApiProblem
          ? toUploadProblem(error)
          : { code: "unreadable", detail: "", nameRefused: false },
      ),
    [upload],
  );
  const fault = useCallback((name: NameFault) => t(`fault.${name}`), [t]);
  return { problem, upload, fault };
}
