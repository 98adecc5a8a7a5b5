import { expect, test } from "@playwright/test";
import { isSigned, startWebhookReceiver } from "#tests/support/webhook-receiver.ts";
import { lookAt } from "./support/look-at.ts";
import { open, parlourUrl, signIn } from "./support/parlour.ts";

test("a token made for appointments only is refused everywhere else, and says which scope is missing", async ({
  page,
  playwright,
}) => {
  test.setTimeout(120_000);
  await signIn(page, "admin@parlour.test");
  await open(page, "/admin/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What for").fill("Front page");
  await dialog.getByLabel("Only appointments").check();
  await dialog.getByRole("button", { name: "Create" }).click();
  const secret = await dialog.getByLabel("The token").inputValue();
  expect(secret).toMatch(/^parlour_/);
  await dialog.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Front page" });
  await expect(row).toContainText("May change appointments");

  const program = await playwright.request.newContext({
    extraHTTPHeaders: { Authorization: `Bearer ${secret}` },
  });
  expect((await program.get(parlourUrl("/api/appointments"))).status()).toBe(200);
  for (const [path, scope] of [
    ["/api/crm/customers", "customers:read"],
    ["/api/crm/nextcloud/file?path=a.txt", "files:read"],
    ["/api/admin/webhooks", "studio:read"],
  ] as const) {
    const refused = await program.get(parlourUrl(path));
    expect(refused.status(), path).toBe(403);
    expect(await refused.json()).toMatchObject({
      code: "not_allowed",
      detail: expect.stringContaining(scope),
    });
  }
  await program.dispose();
  await page.reload();
  await expect(row).toContainText("Last used");

  // Area by area, too.
  await lookAt(page, "tokens");
  await page.getByRole("button", { name: "New token" }).click();
  await dialog.getByLabel("What for").fill("Archive");
  await dialog.getByLabel("I choose").check();
  await dialog.getByLabel("Appointments and requests").selectOption("Nothing");
  await expect(dialog.getByText("Choose at least one.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Create" })).toBeDisabled();
  await dialog.getByLabel("Files").selectOption("See and change");
  await lookAt(page, "tokens-new");
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Archive" })).toContainText("May change files");
});

test("another system is told of a booking, signed, and the log shows it", async ({ page, request }) => {
  test.setTimeout(150_000);
  const other = await startWebhookReceiver();
  try {
    await signIn(page, "admin@parlour.test");
    await open(page, "/admin/webhooks");
    await page.getByRole("button", { name: "New webhook" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Ledger");
    await dialog.getByLabel("Address").fill("http://169.254.169.254/latest");
    await dialog.getByRole("button", { name: "Create" }).click();
    await expect(dialog.getByText("This is no address that can be called", { exact: false })).toBeVisible();
    await dialog.getByLabel("Address").fill(other.url);
    await dialog.getByLabel("Everything").uncheck();
    await dialog.getByLabel("Somebody asks for an appointment").check();
    await lookAt(page, "webhook-new");
    await dialog.getByRole("button", { name: "Create" }).click();
    await lookAt(page, "webhook-secret");
    const secret = await dialog.getByLabel("The secret").inputValue();
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByRole("link", { name: "Open Ledger" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ledger" })).toBeVisible();

    await page.getByRole("button", { name: "Send a test" }).click();
    await expect(page.getByText("The test arrived (204", { exact: false })).toBeVisible();
    expect(other.calls.map((call) => isSigned(call, secret))).toEqual([true]);

    other.answer((response) => void response.writeHead(503).end("closed for the day"));
    const { artists } = await (await request.get(parlourUrl("/api/artists"))).json();
    const june = artists.find((artist: { id: string }) => artist.id === "june");
    const from = new Date(Date.now() + 3 * 86_400_000);
    const to = new Date(from.getTime() + 20 * 86_400_000);
    const serviceId = june.services[0].id;
    const { slots } = await (
      await request.get(
        parlourUrl(
          `/api/availability/slots?artistId=june&serviceId=${serviceId}&from=${from.toISOString()}&to=${to.toISOString()}`,
        ),
      )
    ).json();
    const booked = await request.post(parlourUrl("/api/appointments"), {
      data: {
        artistId: "june",
        serviceId,
        startTime: slots.at(-1).startTime,
        clientName: "Webby Hook",
        clientEmail: "webby@example.org",
      },
    });
    expect(booked.status()).toBe(201);
    const { appointment } = await booked.json();
    // It is sent again after a few seconds.
    await expect.poll(() => other.calls.length, { timeout: 30_000 }).toBeGreaterThan(1);
    const [, call] = other.calls;
    expect(call && isSigned(call, secret)).toBe(true);
    expect(JSON.parse(call?.body ?? "")).toMatchObject({
      type: "appointment.requested",
      data: { appointment: { id: appointment.id, clientName: "Webby Hook", status: "PENDING" } },
    });

    // The page follows by itself.
    const line = page.getByRole("listitem").filter({ hasText: "Somebody asks for an appointment" });
    await expect(line).toContainText("It answered with an error. (503)", { timeout: 30_000 });
    await line.getByText("What was sent").click();
    await expect(line).toContainText("closed for the day");
    await expect(line).toContainText("Webby Hook");
    other.answer((response) => void response.writeHead(204).end());
    await line.getByRole("button", { name: "Send again" }).click();
    await expect(line).toContainText("Arrived", { timeout: 30_000 });
    expect(new Set(other.calls.slice(1).map(({ headers }) => headers["webhook-id"])).size).toBe(1);

    await lookAt(page, "webhook-log");
    await page.getByRole("button", { name: "Switch off" }).click();
    await expect(page.getByRole("button", { name: "Switch on" })).toBeVisible();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.waitForURL((url) => url.pathname === "/admin/webhooks");
    await expect(page.getByRole("link", { name: "Open Ledger" })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(page.getByRole("link", { name: "Open Ledger" })).toBeVisible();
    await lookAt(page, "webhooks");
  } finally {
    await other.close();
  }
});

test("webhooks are for admins, and the API's description is there for everybody", async ({
  page,
  request,
}) => {
  await signIn(page, "mara@parlour.test");
  await open(page, "/admin/webhooks");
  await expect(page.getByText("Webhooks are kept by admins.", { exact: false })).toBeVisible();
  expect((await page.request.get(parlourUrl("/api/admin/webhooks"))).status()).toBe(403);
  const described = await request.get(parlourUrl("/api/openapi.json"));
  expect(described.status()).toBe(200);
  expect(await described.json()).toMatchObject({
    openapi: "3.1.0",
    paths: { "/api/admin/webhooks": { post: { security: [{ token: ["studio:write"] }] } } },
  });
});
