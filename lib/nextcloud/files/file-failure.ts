import { UpstreamError } from "#lib/core/errors.ts";
import { type HttpAnswer, httpFailure, serverMessage } from "../http-failure.ts";

export type FileReason =
  | "not-found"
  | "not-a-folder"
  | "exists"
  | "changed"
  | "parent-missing"
  | "locked"
  | "quota"
  | "forbidden"
  | "name-refused"
  | "too-large"
  | "not-supported";

const SENTENCES: Readonly<Record<FileReason, string>> = {
  "not-found": "There is nothing at this path in Nextcloud.",
  "not-a-folder": "This is a file, not a folder.",
  exists: "There is already something of this name.",
  changed: "The file was changed in the meantime.",
  "parent-missing": "The folder is gone.",
  locked: "The file is locked: somebody else is writing it right now.",
  quota: "There is not enough space left in Nextcloud.",
  forbidden: "The account is not allowed to do this in Nextcloud.",
  "name-refused": "Nextcloud does not accept this name.",
  "too-large": "The server takes no files this large.",
  "not-supported": "The server does not offer this.",
};

/** What a status means; a request knows better for some of them. */
const REASONS: Readonly<Record<number, FileReason>> = {
  403: "forbidden",
  404: "not-found",
  405: "not-supported",
  409: "parent-missing",
  410: "not-found",
  412: "changed",
  413: "too-large",
  414: "name-refused",
  423: "locked",
  507: "quota",
};

/**
 * Translates the refusal of a files request into UpstreamError `rejected` with one of the reasons above. `meanings`
 * by status, where this request knows better. Everything else as `httpFailure`.
 */
export function fileFailure(
  host: string,
  answer: HttpAnswer,
  meanings: Readonly<Record<number, FileReason>> = {},
): UpstreamError {
  const { status } = answer;
  const reason = isInvalidPath(answer) ? "name-refused" : (meanings[status] ?? REASONS[status]);
  return reason === undefined
    ? httpFailure(host, answer)
    : fileError(reason, status, serverMessage(answer.text));
}

/** The failure itself. `said`: what the server said of it, where it explains more than our own sentence. */
export function fileError(reason: FileReason, status?: number, said = ""): UpstreamError {
  const detail = reason === "name-refused" && said !== "" ? ` (${said.replace(/[.]+$/, "")})` : "";
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason,
    status,
    retryable: reason === "locked",
    message: SENTENCES[reason].replace(/\.$/, `${detail}.`),
  });
}

/** sabre's exception for names it will not have; newer servers answer other statuses with it than 400. */
function isInvalidPath({ status, text }: HttpAnswer): boolean {
  if (status < 400 || status >= 500) return false;
  return /<(?:\w+:)?exception>[^<]*InvalidPath</.test(text.slice(0, 20_000));
}
