import { createHash } from "node:crypto";

/** What Talk hands back with a message of ours: 64 hexadecimal digits, the same for the same message. */
export function referenceId(messageId: string): string {
  return createHash("sha256").update(`parlour:${messageId}`).digest("hex");
}
