import { z } from "zod";
import { consentFormChange, consentSignature, newConsentForm } from "#lib/consents/input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** What customers sign before an appointment. */

const form = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  minimumAge: z.number().nullable(),
  active: z.boolean(),
  services: z.number(),
  signed: z.number(),
  updatedAt: isoOut,
});

export const consentEndpoints = {
  listConsentForms: endpoint({
    method: "GET",
    path: "/api/admin/consent-forms",
    summary: "Every consent form, those in use first",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response: z.object({ forms: z.array(form) }),
  }),
  createConsentForm: endpoint({
    method: "POST",
    path: "/api/admin/consent-forms",
    summary: "Make a consent form",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: newConsentForm,
    response: z.object({ id: z.string() }),
    status: 201,
  }),
  changeConsentForm: endpoint({
    method: "PATCH",
    path: "/api/admin/consent-forms/{id}",
    summary: "Change or archive a consent form; what was signed stays as it was",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: consentFormChange,
    response: z.object({ id: z.string() }),
  }),
  signConsent: endpoint({
    method: "POST",
    path: "/api/consents",
    summary: "A customer signs the consent form of their appointment",
    access: "public",
    limit: "booking",
    body: consentSignature.extend({ token: z.string({ error: "required" }).max(200, "unknown") }),
    response: z.object({ signedAt: isoOut }),
    status: 201,
  }),
  consentPdf: endpoint({
    method: "GET",
    path: "/api/crm/consents/{id}/pdf",
    summary: "A signed consent form as PDF",
    access: "session",
    scope: "files:read",
    limit: "read",
    response: z.any(),
    responseType: "application/pdf",
  }),
};
