import { expect, test } from "vitest";
import { consentSignature } from "#lib/consents/input.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { readFormDraft, saveFormDraft } from "./form-draft.ts";

test("the longest signature that can be drawn comes back whole", async () => {
  const studio = await openStudio();
  const signaturePath = `M100 100${"L101 101".repeat(2_400)}`;
  const form = { signedName: "Nora", agreed: "yes", signaturePath };
  expect(consentSignature.safeParse(form).success).toBe(true);
  const token = await saveFormDraft(studio.ctx(), { values: form, errors: {}, code: "invalid_input" });
  expect((await readFormDraft(studio.ctx(), token))?.values).toEqual(form);
});
