import { paymentLink } from "#lib/links/payment-link.ts";
import { paymentReference } from "#lib/links/payment-reference.ts";

/**
 * Where an appointment's deposit is paid: the studio's payment address filled in. `amount` in the smallest unit of
 * `currency` (ISO 4217). @returns "" where the studio has no address, or it makes none that begins with https
 */
export function depositLink(
  paymentUrl: string,
  deposit: { appointmentId: string; amount: number; currency: string },
): string {
  const { appointmentId, amount, currency } = deposit;
  return paymentLink(paymentUrl, { reference: paymentReference(appointmentId), amount, currency }) ?? "";
}
