import { ApiProblem } from "#components/console/api.ts";
import type { UploadProblem } from "./upload-queue.ts";

export function toUploadProblem(error: unknown): UploadProblem {
  if (!(error instanceof ApiProblem)) return { code: "unreadable", detail: "", nameRefused: false };
  return {
    code: error.code,
    detail: error.message,
    nameRefused: Object.values(error.errors).some((messages) => messages.includes("name_not_allowed")),
  };
}

/** Passes by itself: no answer, or Nextcloud or something before it is busy. */
export function passes(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  if (error.code === "offline" || error.code === "upstream_failed" || error.code === "rate_limited")
    return true;
  return error.code === "unreadable" && [502, 503, 504].includes(error.status);
}
