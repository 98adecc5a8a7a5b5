import { UpstreamError } from "#lib/core/errors.ts";
import { explainUpstream } from "#lib/nextcloud/explain.ts";

/** `off`: not in use, which is neither good nor bad. */
type Level = "ok" | "off" | "warn" | "bad";

const MARKS: Readonly<Record<Level, string>> = { ok: "✓", off: "-", warn: "!", bad: "✗" };

/** What the doctor found, printed as it comes, a line each. */
export class Findings {
  private bad = 0;

  say(level: Level, subject: string, text: string): void {
    if (level === "bad") this.bad += 1;
    console.log(`${MARKS[level]} ${subject}: ${text.replace(/\s+/g, " ").trim()}`);
  }

  /** What is wrong and what to do about it. */
  sayUpstream(subject: string, error: UpstreamError): void {
    const { title, cure } = explainUpstream(error);
    this.say("bad", subject, `${title}. ${error.message} ${cure}`);
  }

  get exitCode(): number {
    return this.bad === 0 ? 0 : 1;
  }
}

/** @returns the failure of a system outside; anything else is thrown on. */
export function asUpstream(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  throw error;
}
