import pino from "pino";
import { env } from "./env.ts";
import { processWide } from "./process-wide.ts";

const SECRETS = ["password", "authorization", "token", "cookie"];

/** The process's logger: JSON lines on stderr, secrets redacted. */
export function log(): pino.Logger {
  return processWide("log", () =>
    pino(
      {
        level: env().LOG_LEVEL,
        redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: "[secret]" },
      },
      pino.destination(2),
    ),
  );
}
