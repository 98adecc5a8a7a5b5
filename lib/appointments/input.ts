import { z } from "zod";
import { email, id, instant, manyLines, name, oneLine, timeZone, wholeNumber } from "#lib/core/shapes.ts";
import { LARGEST_AMOUNT } from "#lib/studio/read-amount.ts";

/** Shapes of what people send about appointments. Messages are keys that the pages translate. */

const clientName = name(120);
const clientPhone = oneLine(40).pipe(z.string().regex(/^[+0-9 ()/.-]*$/, "phone"));
const description = manyLines(4000);
export const note = manyLines(500);

/** A plain form sends one value as text where several, or a number, are meant. */
const asList = (value: unknown) => (typeof value === "string" ? [value] : value);
const asNumber = (value: unknown) =>
  typeof value === "string" && value.trim() !== "" ? Number(value) : value === "" ? undefined : value;

export const appointmentRequest = z.object({
  /** An artist's id, or `any`: whoever offers the service and can take the time. */
  artistId: id,
  serviceId: id,
  startTime: instant,
  /** One of the service's lengths; the usual one where none is said. */
  durationMinutes: z.preprocess(asNumber, wholeNumber(5, 1440).optional()),
  clientName,
  clientEmail: email,
  clientPhone: clientPhone.optional().default(""),
  description: description.optional().default(""),
  timeZone: timeZone.optional(),
  alternatives: z.preprocess(asList, z.array(instant).max(3, "too_many").default([])),
  /** What `POST /api/pictures` answered with. */
  pictures: z.preprocess(asList, z.array(z.string().max(200, "unknown")).max(8, "too_many").optional()),
  /** No person sees this field; what fills it in is a program. */
  website: z.string().max(1000).optional(),
});

export type AppointmentRequest = z.infer<typeof appointmentRequest>;

/** Where a deposit is paid; https only, because people pay there. */
const depositUrl = oneLine(500).refine((value) => value === "" || isHttps(value), "https_url");

function isHttps(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username } = new URL(value);
  return protocol === "https:" && username === "";
}

export const depositInput = z.object({
  state: z.enum(["none", "due", "paid", "waived", "refunded"], { error: "unknown" }),
  /** In the smallest unit of the currency. */
  amount: wholeNumber(1, LARGEST_AMOUNT).optional(),
  url: depositUrl.optional(),
  version: z.number().int().optional(),
});
export type DepositInput = z.infer<typeof depositInput>;

/** What a request is answered with. */
export const requestedAppointment = z.object({
  appointment: z.object({
    id: z.string(),
    status: z.literal("PENDING"),
    startTime: z.string(),
    endTime: z.string(),
    artistId: z.string(),
    serviceId: z.string(),
    unverified: z.boolean(),
  }),
  manageUrl: z.string(),
});

export type RequestedAppointment = z.infer<typeof requestedAppointment>;
