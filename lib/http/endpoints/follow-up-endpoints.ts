import { z } from "zod";
import { followUpConnector, followUpInput, followUpTrial } from "#lib/follow-ups/input.ts";
import { FOLLOW_UP_CONNECTORS, FOLLOW_UP_EVENTS } from "#lib/follow-ups/kinds.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** What follows in other systems when an appointment is requested, confirmed or cancelled. */

const event = z.enum(FOLLOW_UP_EVENTS);
const connector = z.enum(FOLLOW_UP_CONNECTORS);

const followUp = z.object({
  event,
  connector,
  name: z.string(),
  active: z.boolean(),
  template: z.string(),
  target: z.record(z.string(), z.string()),
  configured: z.boolean(),
  missing: z.array(z.string()),
  updatedAt: isoOut.nullable(),
});

const run = z.object({
  id: z.string(),
  event,
  connector,
  state: z.enum(["waiting", "done", "skipped", "given_up"]),
  appointmentId: z.string(),
  clientName: z.string(),
  serviceName: z.string(),
  artistName: z.string(),
  startTime: isoOut,
  timeZone: z.string(),
  remoteUrl: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string(),
  attempts: z.number().int(),
  deliveryId: z.string().nullable(),
  nextAttemptAt: isoOut.nullable(),
  createdAt: isoOut,
  doneAt: isoOut.nullable(),
});

export const followUpEndpoints = {
  listFollowUps: endpoint({
    method: "GET",
    path: "/api/admin/follow-ups",
    summary: "What follows each event in each system; for admins",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response: z.object({ followUps: z.array(followUp) }),
  }),
  saveFollowUp: endpoint({
    method: "PUT",
    path: "/api/admin/follow-ups",
    summary: "Say what follows an event in a system: with which words, where, and whether at all",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: followUpInput,
    response: z.object({ followUp }),
  }),
  tryFollowUp: endpoint({
    method: "POST",
    path: "/api/admin/follow-ups/preview",
    summary: "What a template says of an example appointment; nothing is sent",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: followUpTrial,
    response: z.object({ head: z.string(), body: z.string() }),
  }),
  listFollowUpTargets: endpoint({
    method: "GET",
    path: "/api/admin/follow-ups/targets",
    summary: "Where a follow-up can go: projects, mailboxes or channels, asked of their system",
    access: "session",
    scope: "studio:read",
    limit: "read",
    query: z.object({ connector: followUpConnector }),
    response: z.object({
      targets: z.array(z.object({ id: z.string(), name: z.string() })),
      more: z.boolean().meta({ description: "Whether its system has more than these 500" }),
    }),
  }),
  listFollowUpRuns: endpoint({
    method: "GET",
    path: "/api/admin/follow-ups/runs",
    summary: "The last fifty, with what became of each; try again and discard through /api/admin/outbox",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response: z.object({ runs: z.array(run) }),
  }),
};
