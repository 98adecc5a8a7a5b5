import { z } from "zod";
import { email, id, instant, manyLines, name, oneLine, yesOrNo } from "#lib/core/shapes.ts";

/** What the studio enters: a customer it knows, or one by name. Messages are keys that the pages translate. */
export const newAppointment = z
  .object({
    artistId: id,
    serviceId: id,
    startTime: instant,
    /** The service's own length where none is said. */
    endTime: instant.optional(),
    customerId: id.optional(),
    clientName: name(120).optional(),
    clientEmail: z.literal("").or(email).optional(),
    clientPhone: oneLine(40)
      .pipe(z.string().regex(/^[+0-9 ()/.-]*$/, "phone"))
      .optional(),
    description: manyLines(4000).optional(),
    /** Whether the customer is written to, where there is an address. */
    notify: yesOrNo.default(false),
  })
  .refine((body) => body.customerId !== undefined || body.clientName !== undefined, {
    error: "required",
    path: ["clientName"],
  });

export type NewAppointmentInput = z.infer<typeof newAppointment>;
