import { findAppointmentByManageToken } from "#db/queries/appointments.ts";
import { listMessages } from "#db/queries/customer-messages.ts";
import { findSuccessor } from "#db/queries/sittings.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { hashToken } from "#lib/core/ids.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { paymentLink } from "#lib/links/payment-link.ts";
import { paymentReference } from "#lib/links/payment-reference.ts";
import { type StudioSettings, studioSettings } from "#lib/studio/settings.ts";
import type { ChangeRules } from "./change-rules.ts";
import { findManagedAppointment, type ManagedAppointment } from "./find-managed-appointment.ts";
import { type MessageView, toMessageView } from "./list-appointment-messages.ts";
import { loadManagedRules, type ManagedRules } from "./load-managed.ts";
import type { NextSitting, SittingPlace } from "./sittings.ts";

/** A deposit as the customer sees it. `amount` in the currency's smallest unit; `payAt` where it can be paid now. */
export interface ManagedDeposit {
  amount: number;
  currency: string;
  state: "due" | "paid" | "waived" | "refunded";
  reference: string;
  payAt: string | null;
}

export interface ManagedSitting extends SittingPlace {
  /** The path of its own page; null for this one, and where the place is empty. */
  path: string | null;
  isThis: boolean;
}

/** Everything a customer's page shows. Instants are epoch milliseconds. */
export interface ManagedPage {
  appointment: ManagedAppointment;
  rules: ChangeRules & Pick<ManagedRules, "room">;
  /** What is owed or was paid; null where nothing is asked for. */
  deposit: ManagedDeposit | null;
  /** Every place of the series; empty where there is none. */
  sittings: ManagedSitting[];
  next: NextSitting | null;
  /** Sittings after this one that would go with it. */
  laterSittings: number;
  messages: MessageView[];
  /** The page of the appointment that took the place of this one. */
  successor: { path: string; startMs: number } | null;
  contact: Pick<StudioSettings, "contactEmail" | "phone" | "address">;
}

/**
 * The customer's page behind a link; null for a link that is not valid. Of a forgotten customer's appointment nothing
 * but its being past is told.
 */
export async function showManagedAppointment(
  ctx: Pick<Ctx, "db" | "now" | "env">,
  token: string,
): Promise<ManagedPage | null> {
  const appointment = await findManagedAppointment(ctx, token);
  const row = appointment && (await findAppointmentByManageToken(ctx.db, hashToken(token)));
  if (!row) return null;
  const settings = await studioSettings(ctx);
  const rules = await loadManagedRules(ctx, row);
  const open = !appointment.isForgotten;
  const { id } = row;
  const successor =
    appointment.status === "CANCELLED" || appointment.status === "DECLINED"
      ? await findSuccessor(ctx.db, row)
      : undefined;
  const pathOf = (linked: { id: string; linkGeneration: number }) =>
    `/appointment/${manageToken(ctx.env, linked).token}`;
  const sittings = rules.places.map((place) => {
    const sitting = rules.sittings.find((one) => one.id === place.id);
    return { ...place, isThis: place.id === id, path: sitting && sitting.id !== id ? pathOf(sitting) : null };
  });
  return {
    appointment,
    rules: { move: rules.move, cancel: rules.cancel, untilMs: rules.untilMs, room: rules.room },
    deposit: depositOf(appointment, settings.paymentUrl),
    sittings,
    next: open ? rules.next : null,
    laterSittings: sittings.filter(
      ({ position, status, id: other }) =>
        other !== null && position > row.seriesPosition && (status === "PENDING" || status === "CONFIRMED"),
    ).length,
    messages: open ? (await listMessages(ctx.db, id)).map(toMessageView) : [],
    successor: open && successor ? { path: pathOf(successor), startMs: successor.startMs } : null,
    contact: { contactEmail: settings.contactEmail, phone: settings.phone, address: settings.address },
  };
}

function depositOf(appointment: ManagedAppointment, studioUrl: string): ManagedDeposit | null {
  const { depositAmount: amount, depositCurrency: currency, depositState: state } = appointment;
  if (amount === null || state === "none") return null;
  const reference = paymentReference(appointment.id);
  // Nobody pays for what is not confirmed yet.
  const isOpen = state === "due" && appointment.status === "CONFIRMED";
  const payAt = paymentLink(appointment.depositUrl || studioUrl, { reference, amount, currency });
  return { amount, currency, state, reference, payAt: isOpen ? payAt : null };
}
