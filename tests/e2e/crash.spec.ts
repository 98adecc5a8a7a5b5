import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { addFault, listEvents } from "./support/cloud.ts";
import { startDemo } from "./support/demo.ts";

const cases = [
  { name: "before the event was written", fault: { method: "PUT", delayMs: 60_000, times: 1 } },
  {
    name: "after the event was written, before the answer came",
    fault: { method: "PUT", drop: "after", times: 1 },
  },
];

for (const { name, fault } of cases) {
  test(`killed ${name}: the event arrives after the restart, once`, async ({ request }) => {
    test.setTimeout(240_000);
    const data = mkdtempSync(path.join(tmpdir(), "parlour-crash-"));
    const first = await startDemo(data);
    const from = new Date(Date.now() + 20 * 86_400_000);
    const query = new URLSearchParams({
      artistId: "mara",
      serviceId: "fine-line",
      from: from.toISOString(),
      to: new Date(from.getTime() + 7 * 86_400_000).toISOString(),
    });
    const { slots } = await (await request.get(`${first.url}/api/availability/slots?${query}`)).json();
    await addFault(first.cloudUrl, fault);
    const booked = await request.post(`${first.url}/api/appointments`, {
      data: {
        artistId: "mara",
        serviceId: "fine-line",
        startTime: slots[0].startTime,
        clientName: "Crash Test",
        clientEmail: "crash@example.org",
      },
    });
    expect(booked.status()).toBe(201);
    await first.kill();

    const second = await startDemo(data);
    const written = async () =>
      (await listEvents("mara", second.cloudUrl)).filter((event) => event.summary.includes("Crash Test"))
        .length;
    // The dead worker's lease runs out after ten seconds.
    await expect.poll(written, { timeout: 90_000, intervals: [500] }).toBe(1);
    const taken = await request.post(`${second.url}/api/appointments`, {
      data: {
        artistId: "mara",
        serviceId: "fine-line",
        startTime: slots[0].startTime,
        clientName: "Too Late",
        clientEmail: "late@example.org",
      },
    });
    expect(taken.status()).toBe(409);
    expect(await written()).toBe(1);
    await second.stop();
    rmSync(data, { recursive: true, force: true });
  });
}
