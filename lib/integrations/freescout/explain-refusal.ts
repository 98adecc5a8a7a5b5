import { z } from "zod";
import type { Refusal, RefusedAnswer } from "../connector.ts";
import { jsonOf } from "../json-of.ts";
import { textOfHtml } from "./text-of-html.ts";

/** The module's own form, and Laravel's. */
const refused = z.object({
  message: z.string().nullish(),
  _embedded: z
    .object({ errors: z.array(z.object({ path: z.string().nullish(), message: z.string() })) })
    .nullish()
    .catch(null),
  errors: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .nullish()
    .catch(null),
});

/** `Tags module is not installed or not activated`: nothing of what was asked for was wrong. */
const OTHER_MODULE = /\bmodule is not (installed|activated?)\b/i;

/** https://api-docs.freescout.net/#status-codes */
export function explainRefusal({ status, text }: RefusedAnswer): Refusal | null {
  if (status === 401) return { kind: "auth" };
  // Where it answers for the whole module, ask-freescout.ts says so.
  if (status === 404)
    return { kind: "rejected", reason: "not-found", message: "FreeScout knows no such thing." };
  if (status === 405)
    return {
      kind: "rejected",
      reason: "module-too-old",
      message: "FreeScout's API & Webhooks module is too old for this: please update it.",
    };
  if (status !== 400 && status !== 403 && status !== 422) return null;
  const words = wordsOf(text);
  if (OTHER_MODULE.test(words)) return { kind: "rejected", reason: "module-missing", message: words };
  if (status === 403)
    return { kind: "rejected", reason: "forbidden", ...(words === "" ? {} : { message: words }) };
  return { kind: "rejected", reason: "invalid", message: words || "FreeScout does not take this." };
}

/** What is wrong with each field, else what is wrong at all. */
function wordsOf(text: string): string {
  const body = refused.safeParse(jsonOf(text));
  if (!body.success) return "";
  const { message, _embedded: embedded, errors } = body.data;
  const byField = [
    ...(embedded?.errors ?? []).map((error) => told(error.path ?? "", error.message)),
    ...Object.entries(errors ?? {}).flatMap(([path, words]) =>
      [words].flat().map((each) => told(path, each)),
    ),
  ];
  return textOfHtml(byField.length > 0 ? byField.join(" ") : (message ?? "")).slice(0, 500);
}

function told(path: string, words: string): string {
  return path === "" || words.includes(path) ? words : `${path}: ${words}`;
}
