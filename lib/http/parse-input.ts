import { z } from "zod";
import { AppError } from "#lib/core/errors.ts";

const anything = z.any();

/**
 * Parses what came in. @throws AppError `invalid_input` with message keys by field (`required`, `email`, …); a
 * message of the parser's own is kept as a sentence.
 */
export function parseInput<Value>(schema: z.ZodType<Value> | undefined, value: unknown): Value {
  const parser: z.ZodType<Value> = schema ?? anything;
  const result = parser.safeParse(value);
  if (result.success) return result.data;
  const errors: Record<string, string[]> = {};
  for (const issue of result.error.issues) {
    const field = issue.path.length > 0 ? String(issue.path[0]) : "body";
    errors[field] ??= [];
    if (!errors[field].includes(issue.message)) errors[field].push(issue.message);
  }
  const fields = Object.keys(errors).join(", ");
  throw new AppError("invalid_input", `Please check: ${fields}.`, { errors });
}
