import { z } from "zod";
import { MOST_PICTURES } from "./picture-limits.ts";

/** Tokens of drafts, as forms send them along. */
export const pictureTokens = z
  .array(z.string().regex(/^[\w-]{20,128}$/, "unknown"))
  .max(MOST_PICTURES, "too_many");
