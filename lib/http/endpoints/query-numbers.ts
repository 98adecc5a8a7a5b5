import { z } from "zod";

/** A number that only grows, as a query names it: the version of a list, the `seq` of an event or message. */
export const sequence = z
  .string()
  .regex(/^\d{1,15}$/, "not_a_number")
  .transform(Number)
  .meta({ type: "integer" });

/** How many rows of a list are asked for: from 1 to `most`, and `usual` where nothing is said. */
export function pageLimit(usual: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, "not_a_number")
    .transform(Number)
    .pipe(z.number().min(1, "too_small").max(most, "too_large"))
    .default(usual)
    .meta({ type: "integer", minimum: 1, maximum: most, default: usual });
}
