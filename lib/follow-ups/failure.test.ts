import { expect, test } from "vitest";
import { integrationStates } from "#db/schema/integrations.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { storeRecordedCalls } from "#lib/hub/record-calls.ts";
import { openFollowUpStudio } from "#tests/support/follow-up-studio.ts";
import { withoutPerson } from "./failure.ts";

const nora = {
  clientName: "Nora Vogt",
  clientEmail: "nora@example.org",
  clientPhone: "+43 660 1234567",
  description: "Herz_krank (seit 2019)\nA *heron*",
};

test.each([
  ["as it was typed", "'Nora Vogt' is refused", "'…' is refused"],
  ["in another case, and with other spaces", "NORA  VOGT: nora", "…: …"],
  ["another of their addresses", "nora.v@example.net exists", "… exists"],
  ["an address in a URL", "GET /customers?email=x%40example.org", "GET /customers?email=…"],
  ["the number, however written", "+436601234567, 0660/123 45 67", "…, …"],
  ["words of what they wrote, escaped or cut", "Herz\\_krank seit 20", "…\\_… … 20"],
  ["nothing within other words", "Noraville, Vogtland", "Noraville, Vogtland"],
  ["nothing else", "Invalid channel 12, code 400", "Invalid channel 12, code 400"],
])("a failure names nobody: %s", (_what, message, told) => {
  const error = new UpstreamError({ service: "todoist", kind: "rejected", status: 422, message });
  expect(withoutPerson(error, nora)).toMatchObject({ message: told, status: 422, kind: "rejected" });
});

test("a person without any of it leaves a failure as it is", () => {
  const error = new UpstreamError({ service: "todoist", kind: "rejected", message: "Invalid project" });
  const nobody = { clientName: "", clientEmail: "", clientPhone: "", description: "" };
  expect(withoutPerson(error, nobody).message).toBe("Invalid project");
});

test.each([500, 403])("how a system is (%i) keeps no words of what it refused", async (status) => {
  const studio = await openFollowUpStudio();
  await studio.follow("requested", "freescout");
  await studio.request({ clientName: nora.clientName });
  const body = JSON.stringify({ message: "Nora Vogt cannot be stored", errorCode: "X" });
  studio.freescout.faults.add({ method: "POST", status, contentType: "application/json", body });
  await studio.deliver();
  storeRecordedCalls(studio.ctx("worker"));
  const [state] = studio.db.select().from(integrationStates).all();
  expect(state).toMatchObject({ connector: "freescout", failureKind: "rejected", failureDetail: "" });
});
