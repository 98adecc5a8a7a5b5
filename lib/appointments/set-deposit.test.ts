import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { cancelAppointment } from "./cancel-appointment.ts";
import { depositInput } from "./input.ts";
import { setDeposit } from "./set-deposit.ts";

async function booked() {
  const studio = await openStudio({
    variables: { SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "studio@example.org" },
  });
  const admin = studio.ctx("admin");
  await changeSettings(admin, { paymentUrl: "https://pay.example/{amount}/{reference}" });
  const { id } = (await studio.request()).appointment;
  const deposit = async () => {
    const { depositAmount, depositCurrency, depositState, depositUrl } = await studio.appointment(id);
    return { depositAmount, depositCurrency, depositState, depositUrl };
  };
  const mails = async () => (await studio.outboxIds()).filter((one) => one.includes("deposit"));
  return { studio, admin, id, deposit, mails, reference: id.slice(0, 8).toUpperCase() };
}

describe("a deposit by hand", () => {
  test("is asked for with an amount, in the studio's currency, and the customer is told", async () => {
    const { admin, id, deposit, mails, reference, studio } = await booked();
    await expect(setDeposit(admin, { id, state: "due" })).rejects.toMatchObject({
      code: "invalid_input",
      errors: { amount: ["required"] },
    });
    await setDeposit(studio.ctx("mara"), { id, state: "due", amount: 5000 });
    expect(await deposit()).toEqual({
      depositAmount: 5000,
      depositCurrency: "EUR",
      depositState: "due",
      depositUrl: `https://pay.example/50.00/${reference}`,
    });
    expect(await mails()).toHaveLength(1);
    const line = (await listAudit(studio.db, "appointment", id)).at(-1);
    expect(line).toMatchObject({ action: "deposit_changed", detail: { state: "due", amount: 5000 } });
  });

  test("taken back before the mail went, the mail never goes", async () => {
    const { admin, id, deposit, mails } = await booked();
    await setDeposit(admin, { id, state: "due", amount: 5000 });
    await setDeposit(admin, { id, state: "none" });
    expect(await deposit()).toMatchObject({ depositAmount: null, depositState: "none", depositUrl: "" });
    expect(await mails()).toEqual([]);
  });

  test("keeps its amount and address from due to paid to refunded; a new amount has a new address", async () => {
    const { admin, id, deposit, reference } = await booked();
    await setDeposit(admin, { id, state: "due", amount: 5000, url: "https://other.example/x" });
    for (const state of ["paid", "refunded"] as const) {
      await setDeposit(admin, { id, state });
      expect(await deposit()).toMatchObject({
        depositAmount: 5000,
        depositState: state,
        depositUrl: "https://other.example/x",
      });
    }
    await setDeposit(admin, { id, state: "due", amount: 6000 });
    expect((await deposit()).depositUrl).toBe(`https://pay.example/60.00/${reference}`);
  });

  test("does not withdraw what another decision has to say", async () => {
    const { admin, id, studio } = await booked();
    const waiting = (await studio.outboxIds()).length;
    await setDeposit(admin, { id, state: "waived", amount: 5000 });
    expect(await studio.outboxIds()).toHaveLength(waiting);
  });

  test("of what was called off can be refunded, never due; and nobody overwrites another", async () => {
    const { admin, id, deposit, studio } = await booked();
    await setDeposit(admin, { id, state: "paid", amount: 5000 });
    await cancelAppointment(admin, { id });
    await expect(setDeposit(admin, { id, state: "due" })).rejects.toMatchObject({ code: "conflict" });
    await setDeposit(admin, { id, state: "refunded" });
    expect((await deposit()).depositState).toBe("refunded");
    await expect(setDeposit(admin, { id, state: "paid", version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(setDeposit(studio.ctx("theo"), { id, state: "paid" })).rejects.toMatchObject({
      code: "not_allowed",
    });
  });
});

describe("what people send about a deposit", () => {
  test.each<[string, object, Record<string, string[]>]>([
    ["a state nobody knows", { state: "stolen" }, { state: ["unknown"] }],
    ["no money", { state: "due", amount: 0 }, { amount: ["too_small"] }],
    ["half a cent", { state: "due", amount: 10.5 }, { amount: ["not_a_number"] }],
    ["too much", { state: "due", amount: 100_000_001 }, { amount: ["too_large"] }],
    ["an address without encryption", { state: "due", url: "http://pay.example" }, { url: ["https_url"] }],
    ["a script", { state: "due", url: "javascript:alert(1)" }, { url: ["https_url"] }],
    [
      "somebody else's name in front",
      { state: "due", url: "https://a@evil.example" },
      { url: ["https_url"] },
    ],
  ])("%s is refused at its field", (_name, input, errors) => {
    expect(() => parseInput(depositInput, input)).toThrow(expect.objectContaining({ errors }));
  });
});
