import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";

/** What nodemailer's errors carry (https://nodemailer.com/errors). */
const failure = z.object({
  code: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  message: z.string().catch(""),
});

/**
 * Translates what nodemailer throws into UpstreamError (service `mail`): `network` for connections, `auth` for a
 * refused sign-in, `rejected` for the server's no. Only a final no (5xx, RFC 5321 4.2.1) to this reader or this
 * message is not retryable; one to the studio itself (greeting, sender) is about the set-up and can be mended.
 */
export function smtpFailure(host: string, cause: unknown): UpstreamError {
  const parsed = failure.safeParse(cause);
  const { code = "", responseCode, response = "", command = "", message } = parsed.data ?? { message: "" };
  const said = response.replace(/\s+/g, " ").trim().slice(0, 200);
  const detail = said === "" ? "." : `: ${said.replace(/[.]+$/, "")}.`;
  const fail = (kind: "network" | "auth" | "rejected", reason: string, words: string, retryable: boolean) =>
    new UpstreamError({
      service: "mail",
      kind,
      reason,
      retryable,
      message: `The mail server ${host} ${words}`,
      cause,
    });
  const isTemporary = responseCode !== undefined && responseCode < 500;
  if (isTemporary) return fail("rejected", "unavailable", `cannot take the message right now${detail}`, true);
  if (code === "EAUTH" || code === "ENOAUTH" || (responseCode && [530, 534, 535, 538].includes(responseCode)))
    return fail("auth", "credentials", `did not accept the user name and password${detail}`, false);
  const isAboutMessage = /^(RCPT TO|DATA)/.test(command) || (command === "API" && code === "EENVELOPE");
  if (isAboutMessage || code === "EMESSAGE")
    return fail("rejected", "refused-message", `refused the message for good${detail}`, false);
  if (responseCode !== undefined)
    return fail("rejected", "refused-studio", `refuses messages from this studio${detail}`, true);
  return fail("network", networkReason(code, message), "did not take the message.", true);
}

function networkReason(code: string, message: string): string {
  if (code === "EDNS") return "dns";
  if (code === "ETLS") return "tls";
  if (code === "ETIMEDOUT") return "timeout";
  return /ECONNREFUSED/.test(message) ? "refused" : "network";
}
