import compile from "icu-minify/compile";
import type { CompiledMessage } from "icu-minify/format";
import formatCompiled from "use-intl/format-message/format-only";

/**
 * Stands in for `use-intl/format-message` in what Next bundles (next.config.mjs). On the server it formats messages as
 * they were written and as they are sent to browsers (components/site/client-messages.tsx). In a browser only the
 * latter occur, and the bundler leaves the parser out, because it knows what `typeof window` is.
 */
export default function formatMessage(
  key: string,
  message: string | CompiledMessage,
  ...rest: Tail<Parameters<typeof formatCompiled>>
): ReturnType<typeof formatCompiled> {
  const isWritten = typeof window === "undefined" && typeof message === "string";
  return formatCompiled(key, isWritten ? compiledOnce(message) : message, ...rest);
}
formatMessage.raw = false;

type Tail<T extends unknown[]> = T extends [unknown, unknown, ...infer Rest] ? Rest : never;

const known = new Map<string, CompiledMessage>();

/** As many as there are messages: nobody's input is a message. */
function compiledOnce(message: string): CompiledMessage {
  const before = known.get(message);
  if (before !== undefined) return before;
  const compiled = compile(message);
  known.set(message, compiled);
  return compiled;
}
