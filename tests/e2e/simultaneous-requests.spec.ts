import { expect, test } from "@playwright/test";
import { listEvents } from "./support/cloud.ts";
import { parlourUrl, slots } from "./support/parlour.ts";

test("of 200 simultaneous requests for one slot exactly one is accepted", async ({ request }) => {
  test.setTimeout(180_000);
  const [slot] = await slots(request, "mara", "fine-line", 40);
  if (!slot) throw new Error("no slot");
  const statuses = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const response = await fetch(parlourUrl("/api/appointments"), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          artistId: "mara",
          serviceId: "fine-line",
          startTime: slot.startTime,
          clientName: `Crowd ${index}`,
          clientEmail: `crowd${index}@example.org`,
        }),
      });
      await response.arrayBuffer();
      return response.status;
    }),
  );
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(199);
  // The answer waits for the calendar two seconds at most.
  await expect
    .poll(async () => (await listEvents("mara")).filter((event) => event.summary.includes("Crowd")), {
      timeout: 60_000,
    })
    .toHaveLength(1);
});
