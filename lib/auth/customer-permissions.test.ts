import { describe, expect, test } from "vitest";
import { AppError } from "#lib/core/errors.ts";
import { addNote } from "#lib/customers/add-note.ts";
import { changeCustomer } from "#lib/customers/change-customer.ts";
import { changeNote } from "#lib/customers/change-note.ts";
import { createCustomer } from "#lib/customers/create-customer.ts";
import { forgetOldMerges } from "#lib/customers/forget-old-merges.ts";
import { linkEarlierAppointments } from "#lib/customers/link-earlier-appointments.ts";
import { listCustomers } from "#lib/customers/list-customers.ts";
import { listTags } from "#lib/customers/list-tags.ts";
import { mergeCustomers } from "#lib/customers/merge-customers.ts";
import { previewMerge } from "#lib/customers/preview-merge.ts";
import { removeNote } from "#lib/customers/remove-note.ts";
import { showCustomer } from "#lib/customers/show-customer.ts";
import { undoMerge } from "#lib/customers/undo-merge.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import type { Ctx } from "./context.ts";

type Answer = "allowed" | "not_signed_in" | "not_allowed" | "not_found";
const everyone: ActorName[] = ["customer", "mara", "theo", "staff", "admin", "worker", "service"];
const frontDesk: ActorName[] = ["staff", "admin", "worker"];
const studioPeople: ActorName[] = ["mara", "theo", ...frontDesk];
const maras: ActorName[] = ["mara", ...frontDesk];

interface There {
  customerId: string;
  otherId: string;
  /** Written by the front desk. */
  noteId: string;
  mergeId: string;
}

/** Every verb about customers, on one of Mara's: who may, and what the others are told, Theo too. */
const verbs: Record<string, [(ctx: Ctx, there: There) => Promise<unknown>, ActorName[], theo: Answer]> = {
  listCustomers: [(ctx) => listCustomers(ctx, {}), studioPeople, "allowed"],
  listTags: [(ctx) => listTags(ctx), studioPeople, "allowed"],
  createCustomer: [(ctx) => createCustomer(ctx, { name: "New" }), studioPeople, "allowed"],
  showCustomer: [(ctx, { customerId }) => showCustomer(ctx, customerId), maras, "not_found"],
  changeCustomer: [
    (ctx, { customerId }) => changeCustomer(ctx, customerId, { name: "X" }),
    maras,
    "not_found",
  ],
  addNote: [(ctx, { customerId }) => addNote(ctx, { customerId, text: "x" }), maras, "not_found"],
  changeTheDesksNote: [
    (ctx, { customerId, noteId }) => changeNote(ctx, { customerId, noteId, text: "x" }),
    frontDesk,
    "not_found",
  ],
  removeTheDesksNote: [
    (ctx, { customerId, noteId }) => removeNote(ctx, { customerId, noteId }),
    frontDesk,
    "not_found",
  ],
  previewMerge: [
    (ctx, { customerId, otherId }) => previewMerge(ctx, customerId, otherId),
    frontDesk,
    "not_allowed",
  ],
  mergeCustomers: [
    (ctx, { customerId, otherId }) => mergeCustomers(ctx, customerId, { with: otherId }),
    frontDesk,
    "not_allowed",
  ],
  undoMerge: [(ctx, { mergeId }) => undoMerge(ctx, mergeId), frontDesk, "not_allowed"],
  linkEarlierAppointments: [(ctx) => linkEarlierAppointments(ctx), ["admin", "worker"], "not_allowed"],
  forgetOldMerges: [(ctx) => forgetOldMerges(ctx), ["admin", "worker"], "not_allowed"],
};

async function answer(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "allowed";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

async function studioWithCustomers() {
  const studio = await openStudio();
  const staff = studio.ctx("staff");
  const { id } = (await studio.request()).appointment;
  const customerId = (await studio.appointment(id)).customerId ?? "";
  const { id: noteId } = await addNote(staff, { customerId, text: "Ours" });
  const { id: otherId } = await createCustomer(staff, { name: "Other" });
  const { id: mergedId } = await createCustomer(staff, { name: "Merged" });
  const { mergeId } = await mergeCustomers(staff, customerId, { with: mergedId });
  return { studio, there: { customerId, otherId, noteId, mergeId } };
}

describe("who may", () => {
  test.each(Object.keys(verbs))("%s", async (name) => {
    const [verb, allowed, theo] = verbs[name] ?? [];
    if (!verb || !allowed || !theo) throw new Error("no such verb");
    for (const actor of everyone) {
      const { studio, there } = await studioWithCustomers();
      const refused: Record<string, Answer> = { customer: "not_signed_in", theo };
      const expected = allowed.includes(actor) ? "allowed" : (refused[actor] ?? "not_allowed");
      expect(await answer(verb(studio.ctx(actor), there)), actor).toBe(expected);
    }
  });
});
