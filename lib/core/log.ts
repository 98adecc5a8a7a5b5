import pino from "pino";
import { env } from "./env.ts";

const shared = globalThis as { [key: symbol]: pino.Logger | undefined };
const slot = Symbol.for("parlour.log");

/** The process's logger: JSON lines on stderr, secrets redacted. */
export function log(): pino.Logger {
  shared[slot] ??= pino(
    {
      level: env().LOG_LEVEL,
      redact: {
        paths: ["password", "*.password", "authorization", "*.authorization", "token", "*.token", "cookie", "*.cookie"],
        censor: "[secret]",
      },
    },
    pino.destination(2),
  );
  return shared[slot];
}
