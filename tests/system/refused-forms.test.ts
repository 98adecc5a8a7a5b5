import { beforeEach, describe, expect, test } from "vitest";
import { formDrafts, limits } from "#db/schema/system.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const form = "application/x-www-form-urlencoded";
const browser = { accept: "text/html,application/xhtml+xml", "accept-language": "de" };
/** Who has sent nothing else. */
let studio: TestStudio;
let token = "";

beforeEach(async () => {
  studio = await openStudio();
  for (const name of Object.keys(process.env)) if (/^(NEXT|PARLOUR_)/.test(name)) delete process.env[name];
  process.env.DATABASE_URL = studio.url;
  process.env.NEXTAUTH_SECRET = "a-secret-of-the-tests-1234";
  process.env.PARLOUR_ENCRYPTION_KEY = "a-key-of-the-tests-123456";
  const slots: typeof globalThis & { [slot: symbol]: unknown } = globalThis;
  delete slots[Symbol.for("parlour.env")];
  slots[Symbol.for("parlour.database")] = studio.db;
  const { appointment } = await studio.request();
  ({ token } = manageToken(studio.env, { id: appointment.id, linkGeneration: 0 }));
});

/** The client has used up a limit, whichever window the clock is in. */
function useUp(rule: string, minutes: number): void {
  const windowMs = minutes * MINUTE;
  const now = Date.now();
  const start = now - (now % windowMs);
  for (const windowStart of [start, start + windowMs])
    studio.db
      .insert(limits)
      .values({ key: `${rule}:unknown`, windowStart, count: 10_000 })
      .run();
}

async function send(
  load: () => Promise<{ POST: Route }>,
  body: BodyInit,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { POST } = await load();
  const request = new Request("http://localhost:3000/api/x", {
    method: "POST",
    body,
    headers: { host: "localhost:3000", ...headers },
  });
  return POST(request, { params: Promise.resolve({}) });
}

const booking = () => import("#app/api/appointments/route.ts");
const inquiry = () => import("#app/api/inquiries/route.ts");
const who = { artistId: "mara", serviceId: "session", clientName: "Nora", page: "/book/mara/session" };

describe("a plain form over a limit comes back to its page with what was typed", () => {
  const forms: [string, () => Promise<{ POST: Route }>, () => Record<string, string>, RegExp][] = [
    ["booking", booking, () => who, /^\/book\/mara\/session\?draft=/],
    ["idea", inquiry, () => who, /^\/book\/mara\/session\?draft=/],
    ["waitlist", () => import("#app/api/waitlist/route.ts"), () => who, /^\/waitlist\/join\?draft=/],
    [
      "link",
      () => import("#app/api/appointments/manage/route.ts"),
      () => ({ token, action: "message", text: "Hello" }),
      /^\/appointment\/[\w-]+\?draft=/,
    ],
    [
      "page of an idea",
      () => import("#app/api/inquiries/manage/route.ts"),
      () => ({ token, action: "message", text: "Hello" }),
      /^\/inquiry\/[\w-]+\?draft=/,
    ],
    [
      "page of the waitlist",
      () => import("#app/api/waitlist/manage/route.ts"),
      () => ({ token, action: "leave" }),
      /^\/waitlist\/[\w-]+\?draft=/,
    ],
    [
      "choice",
      () => import("#app/api/offers/choose/route.ts"),
      () => ({ token, kind: "inquiry" }),
      /^\/inquiry\/[\w-]+\?draft=/,
    ],
    [
      "consent",
      () => import("#app/api/consents/route.ts"),
      () => ({ token, signedName: "Nora" }),
      /^\/appointment\/[\w-]+\/consent\?draft=/,
    ],
  ];
  test.each(forms)("%s", async (_name, load, fields, location) => {
    useUp("booking", 10);
    useUp("write", 1);
    const answer = await send(load, new URLSearchParams(fields()), { ...browser, "content-type": form });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(location);
    const [draft] = studio.db.select().from(formDrafts).all();
    expect(draft?.data.code).toBe("rate_limited");
    const { token: _, ...kept } = fields();
    expect(draft?.data.values).toMatchObject("signedName" in kept ? { signedName: "Nora" } : kept);
  });

  test("a form with files too: the words come back, the files are not taken", async () => {
    useUp("booking", 10);
    const data = new FormData();
    for (const [name, value] of Object.entries(who)) data.append(name, value);
    data.append("picture", new File(["\u00ff\u00d8 whatever"], "rose.jpg", { type: "image/jpeg" }));
    const answer = await send(booking, data, browser);
    expect(answer.status).toBe(303);
    const [draft] = studio.db.select().from(formDrafts).all();
    expect(draft?.data).toMatchObject({ code: "rate_limited", values: { clientName: "Nora" } });
    expect(draft?.data.retryAt).toBeGreaterThan(Date.now());
    expect(draft?.data.values.pictures).toBeUndefined();
  });

  test("so often only: after that nothing is kept", async () => {
    useUp("booking", 10);
    useUp("returned", 10);
    const answer = await send(booking, new URLSearchParams(who), { ...browser, "content-type": form });
    expect(answer.status).toBe(429);
    expect(studio.db.select().from(formDrafts).all()).toEqual([]);
  });

  test("programs hear of the limit as before", async () => {
    useUp("booking", 10);
    const json = await send(booking, JSON.stringify(who), { "content-type": "application/json" });
    expect([json.status, json.headers.get("content-type")]).toEqual([429, "application/problem+json"]);
    expect(Number(json.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("where a form cannot come back, a browser is answered a page", () => {
  const tooMuch = () => new URLSearchParams({ ...who, description: "x".repeat(300_000) });

  test("too large: what happened in the reader's language, and the ways back", async () => {
    const headers = {
      ...browser,
      "content-type": form,
      referer: "http://localhost:3000/book/mara/session?tz=x&a=%22",
    };
    const answer = await send(booking, tooMuch(), headers);
    expect(answer.status).toBe(413);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const html = await answer.text();
    expect(html).toContain('<html lang="de">');
    expect(html).toContain("mehr, als wir auf einmal annehmen");
    expect(html).toContain('href="/book/mara/session?tz=x&amp;a=%22"');
    expect(html).toContain("history.back()");
  });

  test("too many words in a form with files", async () => {
    const data = new FormData();
    for (let field = 0; field < 17; field++) data.append(`f${field}`, "x".repeat(16_000));
    const answer = await send(inquiry, data, { ...browser, "accept-language": "en" });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain("more than can be taken at once");
  });

  test("over the limit for forms that come back: when to send again", async () => {
    useUp("booking", 10);
    useUp("returned", 10);
    const answer = await send(inquiry, new URLSearchParams(who), { ...browser, "content-type": form });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await answer.text()).toMatch(/warten Sie (eine Minute|\d+ Minuten)/);
  });

  test("a form of nobody knows which page", async () => {
    const answer = await send(booking, new URLSearchParams({ clientName: "Nora" }), {
      ...browser,
      "content-type": form,
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("konnte nicht gesendet werden");
  });

  test.each([
    "http://evil.example/x",
    "http://localhost:3000//evil.example",
    "http://localhost:3000/api/x",
    "no",
  ])("never a way to %s", async (referer) => {
    const answer = await send(booking, tooMuch(), { ...browser, "content-type": form, referer });
    expect(await answer.text()).toContain('<a href="/">');
  });

  test("programs are answered a problem", async () => {
    const answer = await send(booking, tooMuch(), { "content-type": form, accept: "*/*" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([413, "application/problem+json"]);
  });
});
