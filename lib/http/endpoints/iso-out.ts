import { z } from "zod";

/** An instant in an answer: UTC with milliseconds. */
export const isoOut = z.iso.datetime();
