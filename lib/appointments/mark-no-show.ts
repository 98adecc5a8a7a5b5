import type { Ctx } from "#lib/auth/context.ts";
import { recordAttendance } from "./record-attendance.ts";

/** The customer did not come. @throws AppError `conflict` */
export function markNoShow(ctx: Ctx, input: { id: string; version?: number }): Promise<void> {
  return recordAttendance(ctx, input, "NO_SHOW");
}
