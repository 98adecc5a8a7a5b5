import type { FollowUpConnector } from "#db/queries/queue-follow-ups.ts";
import { escapeMarkdown } from "#lib/integrations/zulip/escape-markdown.ts";
import { escapeTodoist } from "./escape-todoist.ts";
import { clip, manyLinesValue, oneLineValue, withoutLinks } from "./plain-value.ts";
import { fillTemplate, type Placeholder } from "./template.ts";

/** A text ready for its system: the first line by itself, and what stands below it. */
export interface RenderedText {
  /** A task's content, a conversation's subject, the first line of a message. One line, never empty. */
  head: string;
  /** May be empty, and may have many lines. */
  body: string;
}

type Values = Record<Placeholder, string>;

/** Of a task's content, a subject, and of everything below. The systems take more of each. */
const LONGEST_HEAD = 500;
const LONGEST_SUBJECT = 200;
const LONGEST_BODY = 8000;
/** Of one value, so that no template grows past what a system takes by naming it twenty times. */
const LONGEST_NAME = 200;
const LONGEST_DESCRIPTION = 1500;

/** How a value reads in a system as it was typed, whatever that system makes of signs. */
const ESCAPES: Record<FollowUpConnector, (text: string) => string> = {
  todoist: (text) => escapeTodoist(withoutLinks(text)),
  zulip: escapeMarkdown,
  // Its connector escapes HTML.
  freescout: withoutLinks,
};

/**
 * A template with the values of an appointment. What people typed can neither format nor link nor call anybody, and is
 * never taken for a placeholder; in the first line it has no line breaks.
 */
export function renderTemplate(template: string, values: Values, connector: FollowUpConnector): RenderedText {
  const [first = "", ...rest] = template.replace(/\r\n?/g, "\n").trim().split("\n");
  const isTask = connector === "todoist";
  const longestHead = connector === "freescout" ? LONGEST_SUBJECT : LONGEST_HEAD;
  const head = oneLine(fillTemplate(first, inOneLine(values, connector)), longestHead);
  const body = fillTemplate(rest.join("\n"), inLines(values, connector))
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return {
    head: head || `${oneLineValue(values.service, LONGEST_NAME)} ${values.reference}`.trim(),
    body: cut(body, isTask ? 2 * LONGEST_BODY : LONGEST_BODY),
  };
}

function inOneLine(values: Values, connector: FollowUpConnector): Values {
  const plain = ESCAPES[connector];
  const name = (text: string) => plain(oneLineValue(text, LONGEST_NAME));
  const { link, reference } = values;
  return {
    ...values,
    customer: name(values.customer),
    service: name(values.service),
    artist: name(values.artist),
    description: name(values.description),
    date: plain(values.date),
    time: plain(values.time),
    duration: plain(values.duration),
    status: plain(values.status),
    link,
    reference,
  };
}

function inLines(values: Values, connector: FollowUpConnector): Values {
  const description = manyLinesValue(values.description, LONGEST_DESCRIPTION);
  return { ...inOneLine(values, connector), description: ESCAPES[connector](description) };
}

function oneLine(text: string, longest: number): string {
  return cut(text.replace(/\s+/g, " ").trim(), longest);
}

/** Clipped, but never behind half of an escape. */
function cut(text: string, longest: number): string {
  const clipped = clip(text, longest);
  return clipped === text ? text : clipped.replace(/\\+…$/, "…");
}
