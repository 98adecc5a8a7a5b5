import { openDatabase } from "#db/client.ts";
import { requestAppointment } from "#lib/appointments/request-appointment.ts";
import { parseEnv } from "#lib/core/env.ts";
import { testRequest } from "./test-request.ts";

/** Run as a process of its own that a test kills: asks for an appointment at the instant in PARLOUR_TEST_NOW. */
const env = parseEnv(process.env);
const now = Number(process.env.PARLOUR_TEST_NOW);
const db = openDatabase(env.DATABASE_URL);
await requestAppointment({ actor: { kind: "customer" }, db, env, now: () => now }, testRequest(), {
  locale: "en",
});
