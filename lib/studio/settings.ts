import { z } from "zod";
import { LOGO_SETTING } from "#db/queries/pictures.ts";
import { readSettings } from "#db/queries/system.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { isTimeZone } from "#lib/core/time-zone.ts";
import { pictureLink } from "#lib/links/picture-link.ts";

const schema = z.object({
  name: z.string().min(1).max(80).catch("Parlour"),
  timeZone: z.string().refine(isTimeZone).catch("Europe/Vienna"),
  locale: z.enum(["en", "de"]).catch("en"),
  /** A pending request that nobody answers expires after so many days, and always before its start. */
  pendingExpiryDays: z.number().int().min(1).max(60).catch(7),
  /** The studio's own colour, `#rrggbb`; null for Parlour's. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable()
    .catch(null),
  /** Plain text, shown on /imprint and /privacy; empty where the studio wrote none. */
  imprint: z.string().max(20_000).catch(""),
  privacy: z.string().max(20_000).catch(""),
  /** For mails, the artists' pages and calendar entries; several lines. */
  address: z.string().max(500).catch(""),
  /** How customers reach the studio; "" where they should answer the mail. */
  contactEmail: z.string().max(254).catch(""),
  phone: z.string().max(40).catch(""),
  /** ISO 4217, of every amount. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .catch("EUR"),
  /** Where deposits are paid; `{reference}`, `{amount}` and `{currency}` are filled in. "" where nowhere. */
  paymentUrl: z.string().max(500).catch(""),
  /** Customers are reminded so many hours before; null = never. */
  reminderHours: z
    .number()
    .int()
    .min(0)
    .max(336)
    // A setting that is null is one that nobody made, and that has a default: "never" is stored as 0.
    .transform((hours) => hours || null)
    .catch(24),
  /** Offered times are held so many hours. */
  offerExpiryHours: z.number().int().min(1).max(720).catch(72),
  /** Who is first on the waitlist has so many minutes to claim a time. */
  waitlistClaimMinutes: z.number().int().min(10).max(2880).catch(120),
  /** After so many appointments missed somebody cannot book by themselves; null = never. */
  noShowLimit: z.number().int().min(1).max(20).nullable().catch(null),
  /** Clients are forgotten so many months after their appointment; null = never. */
  retentionMonths: z.number().int().min(1).max(120).nullable().catch(null),
});

export type StudioSettings = z.infer<typeof schema> & { logoUrl: string | null };

/** The studio's settings; what is missing or unreadable has its default. */
export async function studioSettings(ctx: Pick<Ctx, "db">): Promise<StudioSettings> {
  const stored = await readSettings(ctx.db);
  const logoId = stored[LOGO_SETTING];
  return { ...schema.parse(stored), logoUrl: pictureLink(typeof logoId === "string" ? logoId : null) };
}
