import type { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import type { ClientAnswer } from "./client.ts";
import type { Config, Connector } from "./connector.ts";

/** @throws UpstreamError `malformed`: `html`, `json`, or `shape` naming the field and nothing of what it holds */
export function readJson<T>(
  { connector, config }: { connector: Connector; config: Config },
  { status, headers, text }: ClientAnswer,
  schema: z.ZodType<T>,
): T {
  const malformed = (reason: string, message: string) =>
    new UpstreamError({ service: connector.id, kind: "malformed", reason, status, message });
  const { name } = connector;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    if (!looksLikeHtml(headers, text))
      throw malformed("json", `${name} answered with something that is no JSON.`);
    const variable = addressVariable(connector, config);
    const advice = variable === null ? "" : ` Is ${variable} the address of its API?`;
    throw malformed("html", `${name} answered with a web page instead of data.${advice}`);
  }
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const field = pathOf(read.error.issues[0]?.path ?? []);
  throw malformed(
    "shape",
    `${name} answered differently than documented: "${field}" is missing or of another type.`,
  );
}

export function looksLikeHtml(headers: Headers, text: string): boolean {
  return (
    /\bhtml\b/i.test(headers.get("content-type") ?? "") ||
    /^\s*<(!doctype|html|head|body)\b/i.test(text.slice(0, 500))
  );
}

/** `results[0].content`; what may be data rather than a name (the keys of a record) is left out. */
function pathOf(path: readonly PropertyKey[]): string {
  const parts = path.map((part) =>
    typeof part === "number"
      ? `[${part}]`
      : /^[A-Za-z_][\w-]{0,39}$/.test(String(part))
        ? `.${String(part)}`
        : ".…",
  );
  return parts.join("").replace(/^\./, "").slice(0, 200) || "the whole";
}

function addressVariable(connector: Connector, config: Config): string | null {
  const base = connector.baseUrl(config);
  const named = Object.entries<string>(config).find(
    ([, value]) => URL.canParse(value) && URL.canParse(base) && base.startsWith(value),
  );
  return named?.[0] ?? null;
}
