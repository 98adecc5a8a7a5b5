import type { Ctx } from "#lib/auth/context.ts";
import { recordAttendance } from "./record-attendance.ts";

/** The customer was here. @throws AppError `conflict` */
export function completeAppointment(ctx: Ctx, input: { id: string; version?: number }): Promise<void> {
  return recordAttendance(ctx, input, "COMPLETED");
}
