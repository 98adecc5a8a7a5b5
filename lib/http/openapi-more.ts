import type { ErrorCode } from "#lib/core/errors.ts";
import type { endpoints } from "./endpoints.ts";

/** What the schemas cannot say of an operation. */
interface More {
  /** Refusals besides those every operation of its kind has. */
  errors?: ErrorCode[];
  /** Request headers, and what they are for. */
  headers?: Record<string, string>;
  request?: unknown;
  response?: unknown;
}

const appointment = {
  id: "k7m2xq4w9tbn3hzr6dpa",
  status: "PENDING",
  startTime: "2026-12-02T09:00:00.000Z",
  endTime: "2026-12-02T11:00:00.000Z",
  artistId: "mara",
  serviceId: "mara-small-piece",
  unverified: false,
};

/** What webhooks send, too. */
export const exampleAppointment = {
  ...appointment,
  customerId: "c4s8n2kq7wxm5tjp9hzb",
  statusReason: null,
  artist: { id: "mara", slug: "mara", name: "Mara", timeZone: "Europe/Vienna" },
  service: { id: "mara-small-piece", name: "Small piece", durationMinutes: 120 },
  timeZone: "Europe/Vienna",
  clientName: "Ada Sommer",
  clientEmail: "ada@example.org",
  clientPhone: "",
  description: "A swift on the forearm",
  alternatives: [],
  conflict: false,
  version: 1,
  expiresAt: "2026-12-09T08:00:00.000Z",
  createdAt: "2026-12-01T08:00:00.000Z",
  seriesId: null,
  seriesPosition: 1,
  seriesTotal: 1,
  depositAmount: null,
  depositCurrency: "",
  depositState: "none",
  depositUrl: "",
};

const webhook = {
  id: "w6r3tq8xk2mz5nbj9hpa",
  name: "Bookkeeping",
  url: "https://books.example.org/hooks/parlour",
  events: ["appointment.confirmed", "appointment.cancelled"],
  active: true,
  disabledAt: null,
  createdAt: "2026-12-01T08:00:00.000Z",
  last: null,
};

const todoist = {
  type: "todoist",
  name: "Todoist",
  docsUrl: "https://developer.todoist.com/api/v1/",
  configured: true,
  missing: [],
  fields: [
    { name: "TODOIST_API_TOKEN", secret: true, set: true },
    { name: "TODOIST_API_URL", secret: false, set: true },
  ],
  status: "active",
  lastTest: { at: "2026-12-01T07:55:00.000Z", outcome: "ok", detail: "", durationMs: 182, by: "Ines" },
  lastSuccessAt: "2026-12-01T08:00:00.000Z",
  lastFailure: {
    at: "2026-11-30T21:10:00.000Z",
    kind: "network",
    reason: "timeout",
    detail: "Todoist did not answer in time.",
  },
  failingSince: null,
  rateLimit: null,
  breaker: { state: "closed", until: null },
  latency: {
    from: "2026-11-30T08:30:00.000Z",
    to: "2026-12-01T08:30:00.000Z",
    points: [{ at: "2026-12-01T08:00:00.000Z", medianMs: 140, maxMs: 182, calls: 6, failures: 0 }],
  },
  paidCalls: null,
};

const sentOnce = {
  "Idempotency-Key":
    "Any text of at most 200 characters. The same key with the same content is told once, and is answered again.",
};

/** Errors and examples of the operations most programs begin with; the examples are checked against the schemas. */
export const openApiMore: Partial<Record<keyof typeof endpoints, More>> = {
  slots: {
    errors: ["not_found", "calendar_unreachable"],
    response: {
      timeZone: "Europe/Vienna",
      asOf: "2026-12-01T08:00:00.000Z",
      verified: true,
      slots: [{ startTime: appointment.startTime, endTime: appointment.endTime }],
    },
  },
  availability: { errors: ["not_found"] },
  requestAppointment: {
    errors: ["not_found", "slot_taken", "slot_unavailable", "booking_refused", "idempotency_mismatch"],
    headers: {
      "Idempotency-Key":
        "Any text of at most 200 characters. The same key with the same body is answered again and books once.",
    },
    request: {
      artistId: "mara",
      serviceId: "mara-small-piece",
      startTime: "2026-12-02T10:00:00+01:00",
      clientName: "Ada Sommer",
      clientEmail: "ada@example.org",
      description: "A swift on the forearm",
      timeZone: "Europe/Vienna",
    },
    response: {
      appointment: { ...appointment, status: "PENDING" },
      manageUrl: "https://studio.example/appointment/7mK…",
    },
  },
  manageAppointment: { errors: ["not_found", "conflict", "slot_taken", "slot_unavailable", "link_expired"] },
  listAppointments: { response: { appointments: [exampleAppointment] } },
  showAppointment: { response: { appointment: exampleAppointment } },
  changeAppointment: {
    errors: ["conflict", "slot_taken"],
    request: { status: "CONFIRMED", version: 1 },
    response: { appointment: { ...exampleAppointment, status: "CONFIRMED", version: 2 } },
  },
  cancelAppointment: { errors: ["conflict"] },
  undoAppointmentChange: { errors: ["conflict", "slot_taken"] },
  createToken: {
    errors: ["conflict"],
    request: { name: "Website", scopes: ["appointments:read", "appointments:write"] },
    response: {
      token: {
        id: "t5x9wq3nk7mz2rbj8hpa",
        name: "Website",
        scopes: ["appointments:read", "appointments:write"],
        createdAt: "2026-12-01T08:00:00.000Z",
        lastUsedAt: null,
        revokedAt: null,
        userName: "Mara",
      },
      secret: "parlour_…",
    },
  },
  createWebhook: {
    errors: ["conflict"],
    request: { name: webhook.name, url: webhook.url, events: webhook.events },
    response: { webhook, secret: "whsec_…" },
  },
  listWebhooks: { response: { webhooks: [webhook] } },
  retryWebhookDelivery: { errors: ["conflict"] },
  restoreWebhook: { errors: ["conflict"] },
  inviteUser: { errors: ["conflict"] },
  changeUser: { errors: ["conflict"] },
  createCalendar: { errors: ["conflict", "upstream_failed", "nextcloud_not_configured"] },
  updateCalendar: { errors: ["calendar_not_found", "conflict", "upstream_failed"] },
  downloadEcodmsDocument: { errors: ["too_large"] },
  listCloudFiles: { errors: ["not_found"] },
  readCloudFile: { errors: ["file_changed", "range_not_satisfiable"] },
  deleteCloudFile: { errors: ["file_locked", "file_changed"] },
  uploadCloudFiles: { errors: ["not_found", "file_locked", "name_taken", "quota_exceeded"] },
  listCloudEvents: { errors: ["not_found"] },
  deleteCalendar: { errors: ["calendar_not_found"] },
  discoverCalendars: { errors: ["upstream_failed", "nextcloud_not_configured"] },
  addTodoistTask: {
    headers: {
      "Idempotency-Key":
        "Any text of at most 200 characters. The same key with the same body is one task, and is answered again.",
    },
  },
  sendNotification: {
    errors: ["idempotency_mismatch"],
    headers: sentOnce,
    request: {
      source_app: "shop",
      event_type: "order.paid",
      title: "Order 4711 is paid",
      body: "3 items, 149 €",
    },
  },
  retryNotification: { errors: ["conflict"] },
  createServiceToken: { errors: ["name_taken", "conflict"] },
  sendMessengerMessage: { errors: ["not_found", "idempotency_mismatch"], headers: sentOnce },
  uploadMessengerFile: { errors: ["not_found", "idempotency_mismatch", "invalid_input"], headers: sentOnce },
  readMessengerFile: { errors: ["range_not_satisfiable"] },
  listIntegrations: { response: { integrations: [todoist] } },
  showIntegration: { response: { integration: todoist } },
  testIntegration: { response: { test: todoist.lastTest, integration: todoist } },
};
