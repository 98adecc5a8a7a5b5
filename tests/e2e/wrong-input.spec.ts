import { expect, test } from "@playwright/test";
import { listEvents } from "./support/cloud.ts";
import { parlourUrl, slots } from "./support/parlour.ts";

const hour = 3_600_000;
/** A whole minute, so many days ahead. */
const inDays = (days: number) =>
  new Date(Math.ceil((Date.now() + days * 24 * hour) / 60_000) * 60_000).toISOString();
const booking = {
  artistId: "mara",
  serviceId: "fine-line",
  startTime: inDays(30),
  clientName: "Somebody",
  clientEmail: "somebody@example.org",
};

const bookings: [name: string, body: unknown, status: number, code: string, field?: string][] = [
  ["nothing", {}, 422, "invalid_input", "artistId"],
  ["not an object", [], 422, "invalid_input"],
  ["a start that is no instant", { ...booking, startTime: "tomorrow" }, 422, "invalid_input", "startTime"],
  [
    "a start without a zone",
    { ...booking, startTime: "2027-01-12T10:00:00" },
    422,
    "invalid_input",
    "startTime",
  ],
  [
    "a start in the past",
    { ...booking, startTime: "2020-01-12T10:00:00Z" },
    422,
    "invalid_input",
    "startTime",
  ],
  ["a start a year ahead", { ...booking, startTime: inDays(366) }, 422, "slot_unavailable", "startTime"],
  [
    "a start in the year 9999",
    { ...booking, startTime: "9999-12-31T10:00:00Z" },
    422,
    "invalid_input",
    "startTime",
  ],
  ["an unknown artist", { ...booking, artistId: "nobody" }, 404, "not_found", "artistId"],
  ["an unknown service", { ...booking, serviceId: "nothing" }, 404, "not_found", "serviceId"],
  ["another artist's service", { ...booking, serviceId: "blackwork" }, 404, "not_found", "serviceId"],
  ["a zone that does not exist", { ...booking, timeZone: "Mars/Olympus" }, 422, "invalid_input", "timeZone"],
  ["an email that is none", { ...booking, clientEmail: "me" }, 422, "invalid_input", "clientEmail"],
  [
    "an email with a second recipient",
    { ...booking, clientEmail: "a@example.org\r\nBcc: b@example.org" },
    422,
    "invalid_input",
    "clientEmail",
  ],
  ["an empty name", { ...booking, clientName: " \n " }, 422, "invalid_input", "clientName"],
  [
    "a name of 1,000 characters",
    { ...booking, clientName: "x".repeat(1000) },
    422,
    "invalid_input",
    "clientName",
  ],
  [
    "too many alternatives",
    { ...booking, alternatives: Array.from({ length: 50 }, () => inDays(31)) },
    422,
    "invalid_input",
    "alternatives",
  ],
  ["notes of 100 kB", { ...booking, description: "x".repeat(100_000) }, 422, "invalid_input", "description"],
  ["notes of 300 kB", { ...booking, description: "x".repeat(300_000) }, 413, "too_large"],
];

for (const [name, data, status, code, field] of bookings) {
  test(`a booking with ${name}`, async ({ request }) => {
    const response = await request.post(parlourUrl("/api/appointments"), {
      data: JSON.stringify(data),
      headers: { "Content-Type": "application/json" },
    });
    expect(response.headers()["content-type"]).toContain("application/problem+json");
    const problem = await response.json();
    expect(problem).toMatchObject({ status, code });
    expect(response.status()).toBe(status);
    expect(problem.detail).toBeTruthy();
    if (field) expect(Object.keys(problem.errors)).toContain(field);
  });
}

test("a booking that is not JSON", async ({ request }) => {
  const response = await request.post(parlourUrl("/api/appointments"), {
    data: "{",
    headers: { "Content-Type": "application/json" },
  });
  expect(response.status()).toBe(422);
});

const questions: [
  name: string,
  query: Record<string, string>,
  status: number,
  code: string,
  field?: string,
][] = [
  ["times reversed", { startTime: inDays(31), endTime: inDays(30) }, 422, "invalid_input", "endTime"],
  [
    "no length",
    { startTime: booking.startTime, endTime: booking.startTime },
    422,
    "invalid_input",
    "endTime",
  ],
  ["a year long", { startTime: inDays(1), endTime: inDays(366) }, 422, "invalid_input", "endTime"],
  ["not ISO", { startTime: "1.12.2026", endTime: "soon" }, 422, "invalid_input", "startTime"],
  ["missing times", {}, 422, "invalid_input", "startTime"],
  [
    "an unknown artist",
    { artistId: "nobody", startTime: inDays(1), endTime: inDays(1.1) },
    404,
    "not_found",
    "artistId",
  ],
  [
    "an unknown service",
    { serviceId: "nothing", startTime: inDays(1), endTime: inDays(1.1) },
    404,
    "not_found",
    "serviceId",
  ],
];

for (const [name, query, status, code, field] of questions) {
  test(`an availability question with ${name}`, async ({ request }) => {
    const response = await request.get(
      parlourUrl(`/api/caldav/availability?${new URLSearchParams({ artistId: "mara", ...query })}`),
    );
    expect(response.status()).toBe(status);
    const problem = await response.json();
    expect(problem).toMatchObject({ status, code });
    if (field) expect(Object.keys(problem.errors)).toContain(field);
  });
}

test("a question about the past is answered, not refused", async ({ request }) => {
  const query = new URLSearchParams({
    artistId: "mara",
    startTime: "2020-01-07T10:00:00Z",
    endTime: "2020-01-07T11:00:00Z",
  });
  const response = await request.get(parlourUrl(`/api/caldav/availability?${query}`));
  expect(await response.json()).toMatchObject({ available: false, reason: "too_soon" });
});

for (const [name, query] of [
  ["reversed", { from: inDays(10), to: inDays(5) }],
  ["of 63 days", { from: inDays(1), to: inDays(64) }],
  ["in a zone that does not exist", { from: inDays(1), to: inDays(2), timeZone: "Nowhere/Land" }],
] as const) {
  test(`slots ${name}`, async ({ request }) => {
    const response = await request.get(
      parlourUrl(
        `/api/availability/slots?${new URLSearchParams({ artistId: "mara", serviceId: "fine-line", ...query })}`,
      ),
    );
    expect(response.status()).toBe(422);
    expect(await response.json()).toMatchObject({ code: "invalid_input" });
  });
}

test("markup and line breaks break out of nothing", async ({ page, request }) => {
  const [slot] = await slots(request, "mara", "consultation", 50);
  if (!slot) throw new Error("no slot");
  const name =
    'Eve"><script>document.title="owned"</script>\r\nDTSTART:19700101T000000Z\r\nATTENDEE:mailto:eve@example.org';
  const description =
    "Line one\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\\n;,\u2028 <img src=x onerror=alert(1)>";
  const response = await request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: "mara",
      serviceId: "consultation",
      startTime: slot.startTime,
      clientName: name,
      clientEmail: "eve@example.org",
      description,
    },
  });
  expect(response.status()).toBe(201);
  const { manageUrl } = await response.json();
  const written = async () => (await listEvents("mara")).find((one) => one.summary.includes("Eve"));
  // At once where Nextcloud is quick, and else by the worker.
  await expect.poll(written, { timeout: 30_000 }).toBeDefined();
  const event = await written();
  expect(event?.ics.match(/^BEGIN:VEVENT$/gm)).toHaveLength(1);
  expect(event?.ics.match(/^DTSTART/gm)).toHaveLength(1);
  expect(event?.ics).not.toMatch(/^ATTENDEE/m);
  let dialogs = 0;
  page.on("dialog", async (dialog) => {
    dialogs += 1;
    await dialog.dismiss();
  });
  await page.goto(manageUrl);
  await expect(page.getByText("<img src=x onerror=alert(1)>").first()).toBeVisible();
  expect(await page.title()).not.toBe("owned");
  expect(dialogs).toBe(0);
});

test("what needs a sign-in says so", async ({ request }) => {
  for (const [method, path] of [
    ["GET", "/api/appointments"],
    ["POST", "/api/caldav/sync"],
    ["GET", "/api/admin/calendars"],
    ["PATCH", "/api/appointments/unknown"],
  ] as const) {
    const response = await request.fetch(parlourUrl(path), {
      method,
      ...(method === "GET" ? {} : { data: { status: "CONFIRMED" } }),
    });
    expect(response.status(), path).toBe(401);
    expect(await response.json()).toMatchObject({ code: "not_signed_in" });
  }
});
