import { z } from "zod";
import { manyLines, name, timeZone, wholeNumber } from "#lib/core/shapes.ts";
import { carriesText } from "./accent-contrast.ts";

/** The shape of what an admin sends about the studio. */

const accent = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, "colour")
  .transform((value) => value.toLowerCase())
  .refine(carriesText, "contrast");

export const settingsChange = z.object({
  name: name(80).optional(),
  timeZone: timeZone.optional(),
  locale: z.enum(["en", "de"], { error: "unknown" }).optional(),
  pendingExpiryDays: wholeNumber(1, 60).optional(),
  /** null: the colour Parlour comes with. */
  accent: accent.nullable().optional(),
  imprint: manyLines(20_000).optional(),
  privacy: manyLines(20_000).optional(),
  /** null: clients are never forgotten. */
  retentionMonths: wholeNumber(1, 120).nullable().optional(),
});
export type SettingsChangeInput = z.infer<typeof settingsChange>;
