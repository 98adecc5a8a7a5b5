import { answerCustomer } from "#lib/appointments/answer-customer.ts";
import { listAppointmentMessages } from "#lib/appointments/list-appointment-messages.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { iso } from "#lib/http/iso.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(endpoints.listAppointmentMessages, async ({ ctx, params }) => {
  const messages = await listAppointmentMessages(ctx, params.id ?? "");
  return { messages: messages.map((one) => ({ ...one, createdAt: iso(one.createdAt) })) };
});

export const POST = route(endpoints.answerCustomer, async ({ ctx, params, body }) => {
  await answerCustomer(ctx, { id: params.id ?? "", text: body.text });
  const messages = await listAppointmentMessages(ctx, params.id ?? "");
  return { messages: messages.map((one) => ({ ...one, createdAt: iso(one.createdAt) })) };
});
