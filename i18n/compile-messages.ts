import compile from "icu-minify/compile";
import type { AbstractIntlMessages } from "next-intl";

const known = new WeakMap<AbstractIntlMessages, AbstractIntlMessages>();

/** Messages in the form that browsers format without a parser; each group is compiled once. */
export function compileMessages(messages: AbstractIntlMessages): AbstractIntlMessages {
  const before = known.get(messages);
  if (before) return before;
  const compiled: AbstractIntlMessages = Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === "string" ? sendable(compile(value)) : compileMessages(value),
    ]),
  );
  known.set(messages, compiled);
  return compiled;
}

/**
 * Plain objects only, because React sends nothing else to a browser. A text that would mean something else if it were
 * compiled again (the server renders with the same messages) goes as a list of one. The types of next-intl know texts;
 * what it is given is formatted by i18n/format-message.ts.
 */
function sendable(compiled: unknown): string {
  const whole = typeof compiled === "string" && /[{}<']/.test(compiled) ? [compiled] : compiled;
  return JSON.parse(JSON.stringify(whole));
}
