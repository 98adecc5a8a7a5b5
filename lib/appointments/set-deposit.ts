import { changeAppointment } from "#db/queries/appointment-changes.ts";
import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import { findLastAudit } from "#db/queries/audit.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { mailNotices } from "#lib/sync/outbox-rows.ts";
import { somebodyFaster } from "./change-status.ts";
import { depositLink } from "./deposit-link.ts";
import type { DepositInput } from "./input.ts";
import { loadAppointment } from "./load-appointment.ts";

const OVER = ["DECLINED", "CANCELLED"];

/**
 * What the studio knows of an appointment's deposit. `amount` in the smallest unit of the currency it has, else of the
 * studio's; what is not given stays. Without an address the studio's own is filled in. Set to due, the customer is
 * asked for it by mail, which waits as every decision's does.
 * @throws AppError `invalid_input` at `amount`, `conflict` when somebody was faster or nothing can be due any more
 */
export async function setDeposit(ctx: Ctx, input: DepositInput & { id: string }): Promise<void> {
  const appointment = await loadAppointment(ctx, input.id);
  if (input.version !== undefined && input.version !== appointment.version) throw somebodyFaster();
  if (appointment.status === "HELD" || (input.state === "due" && OVER.includes(appointment.status)))
    throw new AppError("conflict", "Nothing is to be paid for this appointment.");
  const deposit = await decided(ctx, appointment, input);
  const { depositAmount: amount, depositCurrency: currency, depositState: state } = appointment;
  const last = await findLastAudit(ctx.db, "appointment", appointment.id);
  const tells =
    deposit.depositState === "due" &&
    (state !== "due" || amount !== deposit.depositAmount || appointment.depositUrl !== deposit.depositUrl);
  const outcome = await changeAppointment(ctx.db, {
    id: appointment.id,
    expectedVersion: appointment.version,
    set: { ...deposit, depositChangedAt: ctx.now() },
    // A mail about the deposit that still waits is about what is no longer so.
    takesBackVersion: !tells && last?.action === "deposit_changed" ? appointment.version : undefined,
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: appointment.id,
      action: "deposit_changed",
      detail: {
        state: deposit.depositState,
        amount: deposit.depositAmount,
        currency: deposit.depositCurrency,
        before: { state, amount, currency },
      },
    }),
    outbox: tells
      ? mailNotices(ctx, {
          appointmentId: appointment.id,
          version: appointment.version + 1,
          template: "deposit_due",
          to: ["customer"],
          waits: true,
        })
      : [],
  });
  if (outcome !== "changed") throw somebodyFaster();
}

type Deposit = Pick<
  AppointmentWithNames,
  "depositAmount" | "depositCurrency" | "depositState" | "depositUrl"
>;

async function decided(ctx: Ctx, appointment: AppointmentWithNames, input: DepositInput): Promise<Deposit> {
  if (input.state === "none")
    return { depositAmount: null, depositCurrency: "", depositState: "none", depositUrl: "" };
  const settings = await studioSettings(ctx);
  const currency = appointment.depositCurrency || settings.currency;
  const amount = input.amount ?? appointment.depositAmount;
  if (amount === null)
    throw new AppError("invalid_input", "How much is the deposit?", { errors: { amount: ["required"] } });
  const id = appointment.id;
  const own = depositLink(settings.paymentUrl, { appointmentId: id, amount, currency });
  const keeps = appointment.depositUrl !== "" && amount === appointment.depositAmount;
  return {
    depositAmount: amount,
    depositCurrency: currency,
    depositState: input.state,
    depositUrl: input.url ?? (keeps ? appointment.depositUrl : own),
  };
}
