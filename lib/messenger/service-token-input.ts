import { z } from "zod";
import { plainText } from "#lib/core/plain-text.ts";
import { SERVICE_SCOPES } from "./service-scopes.ts";

const MOST_NAME = 100;

/** A service token to be made. */
export const newServiceToken = z.object({
  name: z
    .string({ error: "required" })
    .max(MOST_NAME * 4, "too_long")
    .transform((name) => plainText(name, MOST_NAME + 1))
    .pipe(z.string().min(1, "required").max(MOST_NAME, "too_long"))
    .meta({ type: "string", maxLength: MOST_NAME })
    .describe("The application that will use it."),
  scopes: z
    .array(z.enum(SERVICE_SCOPES, "unknown"), "list")
    .min(1, "required")
    .max(SERVICE_SCOPES.length * 2, "too_many")
    .nullish()
    .transform((scopes) => scopes ?? undefined),
});
