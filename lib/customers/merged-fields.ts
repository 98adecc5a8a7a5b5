import type { CustomerFields } from "#db/queries/customers.ts";
import type { MergeTake } from "./input.ts";

const MAX_TAGS = 30;

/** The fields of two customers who become one: the kept one's unless taken otherwise; never none where one has it. */
export function mergedFields(kept: CustomerFields, other: CustomerFields, take: MergeTake): CustomerFields {
  const pick = (field: keyof CustomerFields) => {
    const [first, second] = take[field] === "other" ? [other, kept] : [kept, other];
    return first[field] === "" ? second[field] : first[field];
  };
  return { name: pick("name"), email: pick("email"), phone: pick("phone") };
}

/** The tags of both, the kept one's first, as many as a customer may have. */
export function mergedTags(kept: string[], other: string[]): string[] {
  return [...new Set([...kept, ...other])].slice(0, Math.max(MAX_TAGS, kept.length));
}
