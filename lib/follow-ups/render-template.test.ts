import { describe, expect, test } from "vitest";
import { appointmentValues, type ToldAppointment } from "./appointment-values.ts";
import { defaultTemplate } from "./follow-up-words.ts";
import { FOLLOW_UP_CONNECTORS, FOLLOW_UP_EVENTS } from "./kinds.ts";
import { renderTemplate } from "./render-template.ts";
import { fillTemplate, issueWords, PLACEHOLDERS, templateIssues } from "./template.ts";

const START = Date.parse("2026-12-01T13:00:00Z");

function told(more: Partial<ToldAppointment> = {}): ToldAppointment {
  return {
    id: "abcd1234efgh5678jkmn",
    status: "CONFIRMED",
    startMs: START,
    endMs: START + 90 * 60_000,
    clientName: "Nora Vogt",
    description: "A heron\nover the wrist",
    artist: { name: "Mara", timeZone: "Europe/Vienna" },
    service: { name: "Fine line" },
    ...more,
  };
}

const studio = {
  locale: "en" as const,
  timeZone: "Europe/Vienna",
  linkOf: (id: string) => `https://studio.example/admin/appointments/${id}`,
};
const values = (more: Partial<ToldAppointment> = {}) => appointmentValues(told(more), studio);

describe("a template", () => {
  test("says everything of an appointment, in the studio's language", () => {
    const english = values();
    // With or without a comma, as the runtime's own words have it.
    expect(english.date).toMatch(/^Tuesday,? 1 December 2026$/);
    const all = PLACEHOLDERS.map((name) => `{${name}}`).join("|");
    expect(fillTemplate(all, english)).toBe(
      `Nora Vogt|Fine line|Mara|${english.date}|14:00–15:30|1 h 30 min|confirmed|A heron\nover the wrist|` +
        "https://studio.example/admin/appointments/abcd1234efgh5678jkmn|ABCD1234",
    );
    const german = appointmentValues(told(), { ...studio, locale: "de" });
    expect(german).toMatchObject({
      date: "Dienstag, 1. Dezember 2026",
      time: "14:00–15:30 Uhr",
      duration: "1 Std. 30 Min.",
      status: "bestätigt",
      reference: "ABCD1234",
      link: "https://studio.example/admin/appointments/abcd1234efgh5678jkmn",
    });
  });

  test("names the artist's zone only where the studio's clock shows something else", () => {
    const artist = { name: "Kai", timeZone: "America/New_York" };
    expect(values({ artist }).time).toBe("08:00–09:30, New York time (GMT-5)");
    expect(values({ artist: { ...artist, timeZone: "Europe/Berlin" } }).time).toBe("14:00–15:30");
  });

  test("has its first line by itself, and what stands below it as it is", () => {
    const template = "{customer}: {description}\n\n{description}\n\n\n\n{link}";
    expect(renderTemplate(template, values(), "todoist")).toEqual({
      head: "Nora Vogt: A heron over the wrist",
      body: "A heron\nover the wrist\n\nhttps://studio.example/admin/appointments/abcd1234efgh5678jkmn",
    });
  });

  test("never has an empty first line", () => {
    expect(renderTemplate("{description}\n{link}", values({ description: "" }), "todoist").head).toBe(
      "Fine line ABCD1234",
    );
  });

  test("is as long as its system takes at most, whatever it names however often", () => {
    const huge = values({ description: "*".repeat(4000), clientName: "\\".repeat(120) });
    const template = "{description}".repeat(150);
    for (const connector of FOLLOW_UP_CONNECTORS) {
      const head = renderTemplate(template, huge, connector).head;
      expect([...head].length).toBeLessThanOrEqual(500);
      const { body } = renderTemplate(`x\n${template}`, huge, connector);
      expect([...body].length).toBeLessThanOrEqual(16_000);
      // Never half of an escape before the ellipsis.
      expect(body).not.toMatch(/\\…$/);
    }
  });

  test.each(FOLLOW_UP_EVENTS.flatMap((event) => FOLLOW_UP_CONNECTORS.map((one) => [event, one] as const)))(
    "is there for %s in %s, in both languages",
    (event, connector) => {
      for (const locale of ["en", "de"] as const) {
        const template = defaultTemplate(locale, { event, connector });
        expect(templateIssues(template)).toEqual([]);
        const { head, body } = renderTemplate(template, values(), connector);
        expect(`${head}\n${body}`).not.toMatch(/[{}]/);
        expect(`${head}\n${body}`).toContain("https://studio.example/admin/appointments/");
      }
    },
  );
});

describe("what people typed", () => {
  test("is never taken for a placeholder", () => {
    const hostile = values({ clientName: "{link}", description: "{customer} {reference} {{link}}" });
    for (const connector of FOLLOW_UP_CONNECTORS)
      expect(renderTemplate("{customer}\n{description}", hostile, connector)).toEqual({
        head: "{link}",
        body: "{customer} {reference} {{link}}",
      });
    // A value with a replacement pattern of JavaScript's stays as it is too.
    expect(fillTemplate("{customer}", { ...values(), customer: "$& $1 $$" })).toBe("$& $1 $$");
  });

  test.each([
    ["mentions", "@all @**everyone** @_**Mara** @*team*"],
    ["links", "https://evil.example [press](http://evil.example) www.evil.example <https://evil.example>"],
    ["formats", "**bold** _it_ `code` ~~gone~~ # head"],
    ["breaks lines", "one\r\ntwo\u2028three\u0000four\n# five\n- six\n> seven"],
    ["turns text around", "abc\u202Egnp.exe\u2066x\u200B"],
  ])("neither %s nor does anything else", (_what, typed) => {
    const hostile = values({ clientName: typed, description: typed });
    for (const connector of FOLLOW_UP_CONNECTORS) {
      const { head, body } = renderTemplate("{customer}\n{description}", hostile, connector);
      const steering = ["\r", "\u0000", "\u2028", "\u202e", "\u2066"];
      expect(steering.filter((sign) => `${head}${body}`.includes(sign))).toEqual([]);
      expect(head).not.toContain("\n");
      for (const text of [head, body]) {
        expect(text).not.toMatch(/https?:\/\/evil|(?<!\w)www\.evil|evil\.example/);
        // Without asterisks Zulip mentions nobody.
        expect(text).not.toMatch(connector === "zulip" ? /@\*|@_\*/ : /@all|@\*|@_\*/);
        if (connector !== "freescout") expect(text).not.toMatch(/(?<!\\)\*\*bold\*\*|(?<!\\)`code`/);
      }
      if (connector === "todoist") expect(body).not.toMatch(/^\s*[#>-]/m);
    }
  });

  test("keeps umlauts, pictures made of several signs, and mail addresses", () => {
    const typed = "Zoë Müller 👩‍🎨 zoe@example.org";
    for (const connector of FOLLOW_UP_CONNECTORS)
      expect(renderTemplate("{customer}", values({ clientName: typed }), connector).head).toBe(typed);
  });
});

describe("a template that cannot be used says what is wrong, and where", () => {
  test.each([
    ["", ["required"]],
    ["  \n ", ["required"]],
    ["Dear {custmer}", ["Line 1, character 6: there is no {custmer}."]],
    ["a\nb {customer", ["Line 2, character 3: this { is never closed."]],
    ["a } b", ["Line 1, character 3: this } closes nothing."]],
    ["{ customer }", ["Line 1, character 1: there is no { customer }."]],
    ["{}", ["Line 1, character 1: there is no {}."]],
    [
      "{{customer}}",
      ["Line 1, character 1: this { is never closed.", "Line 1, character 12: this } closes nothing."],
    ],
    ["👩‍🎨{x}", ["Line 1, character 4: there is no {x}."]],
    [
      "{customer\n}",
      ["Line 1, character 1: this { is never closed.", "Line 2, character 1: this } closes nothing."],
    ],
    ["x".repeat(2001), ["The template has 2001 characters; 2000 are allowed."]],
  ])("%j", (template, words) => {
    expect(templateIssues(template).map(issueWords)).toEqual(words);
  });

  test("and counts no more than anybody reads", () => {
    expect(templateIssues("{".repeat(1000))).toHaveLength(20);
    expect(templateIssues("x".repeat(2000))).toEqual([]);
  });
});
