import { expect, test } from "vitest";
import { addApiToken } from "#lib/auth/add-api-token.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { insertTestUsers } from "#tests/support/test-users.ts";

test("what was given up is listed, retried and discarded over HTTP", async () => {
  const server = await startMailServer({ refuse: true });
  const studio = await openStudio({ variables: { SMTP_URL: server.url } });
  // The process's own environment is read once, before anything else asks for it.
  for (const name of Object.keys(process.env)) if (/^(NEXT|PARLOUR_)/.test(name)) delete process.env[name];
  process.env.DATABASE_URL = studio.url;
  process.env.NEXTAUTH_SECRET = "a-secret-of-the-tests-1234";
  process.env.PARLOUR_RATE_LIMITS = "off";
  insertTestUsers(studio.db);
  const { id } = (await studio.request()).appointment;
  await deliverOutbox(studio.ctx("worker"), { limit: 10 });
  const [{ GET }, { POST }, { DELETE }] = await Promise.all([
    import("#app/api/admin/outbox/route.ts"),
    import("#app/api/admin/outbox/[id]/retry/route.ts"),
    import("#app/api/admin/outbox/[id]/route.ts"),
  ]);
  const token = await addApiToken(studio.ctx("admin"), { name: "x", email: "user-mara@example.org" });
  const call = async (
    handler: typeof GET,
    query = "",
    params: Record<string, string> = {},
    bearer = token,
  ) => {
    const headers = { Authorization: `Bearer ${bearer}` };
    const request = new Request(`http://localhost:3000/api/admin/outbox${query}`, { headers });
    const response = await handler(request, { params: Promise.resolve(params) });
    const text = await response.text();
    return { status: response.status, answer: text === "" ? null : JSON.parse(text) };
  };

  const letter = `mail:${id}:1:requested:customer`;
  const { status, answer } = await call(GET, "?state=dead");
  expect(status).toBe(200);
  expect(answer).toMatchObject({
    total: 2,
    rows: [
      { id: letter, startTime: "2026-12-02T09:00:00.000Z", deadAt: "2026-12-01T06:00:00.000Z" },
      { id: `mail:${id}:1:requested:artist`, clientName: "Lena Hofer", lastErrorKey: "rejected" },
    ],
  });
  // The answer is what the API's description says.
  expect(endpoints.listOutbox.response?.safeParse(answer).error).toBeUndefined();
  expect(await call(GET, "?state=waiting")).toMatchObject({ answer: { rows: [], total: 0 } });
  expect(await call(GET, "?state=gone")).toMatchObject({ status: 422 });
  expect(await call(GET, "?limit=201")).toMatchObject({ status: 422 });
  expect(await call(GET, "", {}, "unknown")).toMatchObject({ status: 401 });

  const encoded = { id: encodeURIComponent(letter) };
  expect(await call(POST, "", encoded)).toEqual({ status: 204, answer: null });
  expect(await call(GET, "?state=waiting")).toMatchObject({ answer: { rows: [{ id: letter }], total: 1 } });
  expect(await call(DELETE, "", { id: letter })).toEqual({ status: 204, answer: null });
  expect(await call(DELETE, "", { id: letter })).toMatchObject({
    status: 404,
    answer: { code: "not_found" },
  });
  const mails = (await studio.outboxIds()).filter((one) => one.startsWith("mail:"));
  expect(mails).toEqual([`mail:${id}:1:requested:artist`]);
});
