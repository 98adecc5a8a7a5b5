import type { Ctx } from "#lib/auth/context.ts";
import { changeStatus } from "./change-status.ts";
import { loadAppointment } from "./load-appointment.ts";

/** A request is refused, with a word to the customer if there is one. The event goes, the time is free again. */
export async function declineAppointment(
  ctx: Ctx,
  input: { id: string; word?: string; version?: number },
): Promise<void> {
  const appointment = await loadAppointment(ctx, input.id);
  await changeStatus(ctx, appointment, {
    to: "DECLINED",
    reason: "by_studio",
    action: "declined",
    template: "declined",
    tell: ["customer"],
    word: input.word,
    version: input.version,
  });
}
