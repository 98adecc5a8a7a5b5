import { createTranslator } from "use-intl/core";
import { type Env, publicUrl } from "#lib/core/env.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import deConsole from "#messages/de/console.json" with { type: "json" };
import de from "#messages/de/mail.json" with { type: "json" };
import enConsole from "#messages/en/console.json" with { type: "json" };
import en from "#messages/en/mail.json" with { type: "json" };
import type { Notice } from "./mail-document.ts";
import type { FailingCalendar, StudioFact } from "./studio-fact.ts";

/** So that a mail about a very bad day stays readable. */
const MAX_LINES = 20;
const MAX_NEWS_LINES = 5;

/** Where each is looked at and mended. */
const PAGES: Record<StudioFact["template"], string> = {
  suspended: "/admin/calendars",
  failing: "/admin/calendars",
  held: "/admin/calendars",
  dead: "/admin/sync",
};

type Studio = Pick<StudioSettings, "name" | "locale" | "timeZone">;
type Translate = ReturnType<typeof translator>;

/** The words for an admin, in the studio's language and zone: what happened, what it means, what to do, and where. */
export function composeStudioNotice(input: {
  fact: StudioFact;
  readerName: string;
  studio: Studio;
  env: Env;
}): Notice {
  const { fact, studio } = input;
  const t = translator(studio);
  const values = valuesOf(fact, studio);
  const lines = linesOf(fact, studio, t);
  const more = lines.length - MAX_LINES;
  const list = [...lines.slice(0, MAX_LINES), ...(more > 0 ? [t("studio.more", { count: more })] : [])];
  const paragraphs = [
    t("greeting", { name: input.readerName }),
    t(`studio.${fact.template}.text`, values),
    list.join("\n"),
    ...(fact.template === "failing" ? causesOf(fact.calendars, studio) : []),
    t(`studio.${fact.template}.todo`, values),
    t("adminLink", { url: `${publicUrl(input.env)}${PAGES[fact.template]}` }),
    t("closing", { studio: studio.name }),
  ];
  return {
    subject: t(`studio.${fact.template}.subject`, values),
    text: paragraphs.filter((paragraph) => paragraph !== "").join("\n\n"),
  };
}

/**
 * The same in short, for a bell or a chat: what happened, to what, and where it is mended. Of deliveries no list: it
 * would name customers where nobody could forget them.
 */
export function composeStudioNews(input: { fact: StudioFact; studio: Studio; env: Env }): {
  title: string;
  body: string;
  clickUrl: string;
} {
  const { fact, studio } = input;
  const t = translator(studio);
  const values = valuesOf(fact, studio);
  const lines = fact.template === "dead" ? [] : linesOf(fact, studio, t);
  const more = lines.length - MAX_NEWS_LINES;
  const shown = [...lines.slice(0, MAX_NEWS_LINES), ...(more > 0 ? [t("studio.more", { count: more })] : [])];
  return {
    title: t(`studio.${fact.template}.subject`, values),
    body: [t(`studio.${fact.template}.text`, values), ...shown].join("\n"),
    clickUrl: `${publicUrl(input.env)}${PAGES[fact.template]}`,
  };
}

function translator({ locale, timeZone }: Studio) {
  return createTranslator<typeof en>({ locale, messages: locale === "de" ? de : en, timeZone });
}

function valuesOf(fact: StudioFact, studio: Studio): Record<string, string | number> {
  switch (fact.template) {
    case "suspended":
      return { since: at(fact.sinceMs, studio) };
    case "held":
      return {
        artist: fact.artist,
        calendar: fact.calendar,
        count: fact.count,
        since: at(fact.sinceMs, studio),
      };
    case "failing":
      return { count: fact.calendars.length };
    case "dead":
      return { count: fact.letters.length };
  }
}

function linesOf(fact: StudioFact, studio: Studio, t: Translate): string[] {
  if (fact.template === "failing")
    return fact.calendars.map(({ artist, calendar, sinceMs }) =>
      t("studio.failing.line", { artist, calendar, since: at(sinceMs, studio) }),
    );
  if (fact.template === "dead")
    return fact.letters.map((letter) => {
      if ("path" in letter)
        return t(`studio.dead.${letter.kind}`, { path: letter.path, error: letter.error });
      if (!("client" in letter)) return t(`studio.dead.${letter.kind}`, { error: letter.error });
      const { kind, client, service, artist, startMs, timeZone, error } = letter;
      const when = at(startMs, { ...studio, timeZone });
      return t(`studio.dead.${kind}`, { client, service, artist, when, error });
    });
  return [];
}

/** What each different cause means and what cures it, in the console's own words. */
function causesOf(calendars: FailingCalendar[], { locale }: Studio): string[] {
  const words = new Map(Object.entries((locale === "de" ? deConsole : enConsole).causes));
  const keys = new Set(calendars.map(({ cause }) => cause ?? ""));
  return [...keys].flatMap((key) => {
    const known = words.get(key);
    return known ? [`${known.title}: ${known.meaning} ${known.cure}`] : [];
  });
}

/** `1 December 2026 at 14:00 (Europe/Vienna)` */
function at(instantMs: number, { locale, timeZone }: Pick<Studio, "locale" | "timeZone">): string {
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  });
  return `${format.format(instantMs)} (${timeZone})`;
}
