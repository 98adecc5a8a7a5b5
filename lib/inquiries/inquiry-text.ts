import type { InquiryRow } from "#db/queries/inquiries.ts";

/** The idea as one text, for the appointment and its event: the words, then what was said about place and size. */
export function inquiryText(
  inquiry: Pick<InquiryRow, "description" | "placement" | "size" | "budget" | "wishes">,
): string {
  const facts = [
    ["Placement", inquiry.placement],
    ["Size", inquiry.size],
    ["Budget", inquiry.budget],
    ["When", inquiry.wishes],
  ];
  const lines = facts.flatMap(([name, said]) => (said ? [`${name}: ${said}`] : []));
  return [inquiry.description, lines.join("\n")].filter(Boolean).join("\n\n");
}
