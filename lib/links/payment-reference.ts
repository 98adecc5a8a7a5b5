/** What somebody writes on a payment, so that the studio knows what it is for: the appointment's id, readable. */
export function paymentReference(appointmentId: string): string {
  return appointmentId.slice(0, 8).toUpperCase();
}
