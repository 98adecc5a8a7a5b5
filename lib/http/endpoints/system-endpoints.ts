import { z } from "zod";
import { email, password } from "#lib/core/shapes.ts";
import { endpoint } from "../endpoint.ts";

/** The installation itself. */

export const systemEndpoints = {
  setup: endpoint({
    method: "POST",
    path: "/api/setup",
    summary: "Create the first admin with the one-time link",
    access: "public",
    limit: "sign-in",
    body: z.object({
      token: z.string({ error: "required" }).max(200),
      name: z.string({ error: "required" }).trim().min(1, "required").max(120, "too_long"),
      email,
      password,
    }),
    status: 201,
    response: z.object({ email: z.string() }),
  }),
  health: endpoint({
    method: "GET",
    path: "/api/health",
    summary: "Readiness: the process and its database answer",
    access: "public",
    limit: "read",
    response: z.object({ status: z.literal("ok") }),
  }),
  liveness: endpoint({
    method: "GET",
    path: "/api/health/live",
    summary: "Liveness: the process answers",
    access: "public",
    limit: "read",
    response: z.object({ status: z.literal("ok") }),
  }),
  openapi: endpoint({
    method: "GET",
    path: "/api/openapi.json",
    summary: "This document",
    access: "public",
    limit: "read",
    response: z.looseObject({ openapi: z.string(), paths: z.looseObject({}) }),
  }),
};
