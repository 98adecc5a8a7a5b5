import type { Refusal, RefusedAnswer } from "../connector.ts";
import { jsonOf } from "../json-of.ts";

/** Words of ecoDMS's for what is not there, or not for this user. */
const NOT_THERE =
  /unable to find document|required permission to see document|permission denied|version .{0,40}not found/i;
/** Words for what it will not be asked: filters, attributes, values. */
const NOT_VALID =
  /search (filter|attribute|operator)|classify attribute|invalid value|date (or timestamp )?pattern|exceeds the maximum value|sort order|revision is invalid|only pdf format/i;

/**
 * ecoDMS answers 404 to nearly everything, as Jetty's error page or its JSON: what it means is in the message, behind
 * the name of a Java class. A 404 that is not of this making does not come from ecoDMS's API at all.
 */
export function explainAnswer({ status, text }: RefusedAnswer): Refusal | null {
  // A forgotten session, one call that is not allowed, or a wrong password: which of them, `withSession` finds out.
  if (status === 401)
    return { kind: "rejected", reason: "unauthorized", message: "ecoDMS answered that this is not allowed." };
  if (status !== 404) return null;
  const said = messageOf(text);
  if (said === null)
    return {
      kind: "rejected",
      reason: "not-ecodms",
      message: "There is no ecoDMS API at this address (404). Please check ECODMS_API_URL.",
    };
  const message = `ecoDMS: ${said}`;
  if (NOT_THERE.test(said)) return { kind: "rejected", reason: "not-found", message };
  if (NOT_VALID.test(said)) return { kind: "rejected", reason: "invalid", message };
  return { kind: "rejected", reason: "refused", message };
}

/** What an error of Jetty's says; null where it is none of the API's. */
function messageOf(text: string): string | null {
  const head = text.slice(0, 20_000);
  const said = head.trimStart().startsWith("{") ? fromJson(text) : fromPage(head);
  if (said === null) return null;
  // What is looked for begins where it can only begin once, or a long answer would cost the square of its length.
  const plain = said
    .replace(/(?<![\w.])[\w.]+\.(\w*Exception):\s*/g, "")
    // What connects carries secrets in its address.
    .replace(/\?\S+/g, "?…")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/(?<!!)!!+$/, "")
    .trim();
  return plain === "" ? "no reason given" : plain;
}

function fromJson(text: string): string | null {
  const data = jsonOf(text);
  if (typeof data !== "object" || data === null || !("message" in data)) return null;
  return typeof data.message === "string" ? data.message : null;
}

function fromPage(text: string): string | null {
  if (!/<th>SERVLET:<\/th><td>ecoDMS/i.test(text)) return null;
  const [, said] = /<th>MESSAGE:<\/th><td>([^<]*)</i.exec(text) ?? [];
  return said?.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&") ?? null;
}
