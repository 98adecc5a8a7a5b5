import type { IncomingMessage } from "node:http";
import type { Endpoint } from "../endpoint.ts";
import { ecodmsEndpoints } from "../endpoints/ecodms-endpoints.ts";
import { nextcloudConnectorEndpoints } from "../endpoints/nextcloud-connector-endpoints.ts";
import { uploadEndpoints } from "../endpoints/upload-endpoints.ts";
import { answerChunk } from "./answer-chunk.ts";
import { answerCloudDelete, answerCloudFile } from "./answer-cloud-file.ts";
import { answerDocument } from "./answer-document.ts";
import { answerFile } from "./answer-file.ts";
import { answerForm } from "./answer-form.ts";
import { answerPreview } from "./answer-preview.ts";
import { answerPut } from "./answer-put.ts";
import type { FilesCall } from "./files-call.ts";

/** What the gateway answers; everything else below these addresses is Next's. */
export interface FilesOperation {
  endpoint: Endpoint;
  methods: string[];
  /** What it counts against. */
  place: "transfer" | "preview";
  handle(call: FilesCall<unknown>): Promise<void>;
}

function operation<Query>(
  endpoint: Endpoint<Query>,
  handle: (call: FilesCall<Query>) => Promise<void>,
  more: { methods?: string[]; place?: "preview" } = {},
): FilesOperation & { endpoint: Endpoint<Query> } {
  return { endpoint, methods: more.methods ?? [endpoint.method], place: more.place ?? "transfer", handle };
}

const OPERATIONS = [
  operation(uploadEndpoints.readFile, answerFile, { methods: ["GET", "HEAD"] }),
  operation(uploadEndpoints.previewFile, answerPreview, { place: "preview" }),
  operation(uploadEndpoints.uploadFiles, answerForm),
  operation(uploadEndpoints.uploadFile, answerPut),
  operation(uploadEndpoints.uploadChunk, answerChunk),
  operation(nextcloudConnectorEndpoints.uploadCloudFiles, answerForm),
  operation(nextcloudConnectorEndpoints.readCloudFile, answerCloudFile, { methods: ["GET", "HEAD"] }),
  operation(nextcloudConnectorEndpoints.deleteCloudFile, answerCloudDelete),
  // None of Nextcloud's connections is theirs.
  operation(ecodmsEndpoints.downloadEcodmsDocument, answerDocument, { place: "preview" }),
];
const PREFIXES = [
  "/api/crm/nextcloud/",
  "/api/integrations/nextcloud/files/",
  "/api/integrations/ecodms/documents/",
];

/** The operation a request asks for, and what its address says; null where it is not one of these. */
export function findOperation(
  request: IncomingMessage,
): { operation: FilesOperation; params: Record<string, string>; query: URLSearchParams } | null {
  const written = request.url ?? "/";
  if (!PREFIXES.some((prefix) => written.startsWith(prefix))) return null;
  if (!URL.canParse(written, "http://localhost")) return null;
  const { searchParams } = new URL(written, "http://localhost");
  // As it was written: dot segments are for the verbs to refuse, not to be resolved to another address.
  const pathname = written.replace(/[?#].*$/s, "");
  for (const found of OPERATIONS) {
    if (!found.methods.includes(request.method ?? "")) continue;
    const params = matchPath(found.endpoint.path, pathname);
    if (params) return { operation: found, params, query: searchParams };
  }
  return null;
}

function matchPath(pattern: string, pathname: string): Record<string, string> | null {
  const [, before] = /^(.*\/)\{path\}$/.exec(pattern) ?? [];
  if (before !== undefined) {
    const path = pathname.slice(before.length);
    return pathname.startsWith(before) && path !== "" ? { path } : null;
  }
  const names = pattern.split("/");
  const written = pathname.split("/");
  if (names.length !== written.length) return null;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = written[index] ?? "";
    const parameter = /^\{(\w+)\}$/.exec(name)?.[1];
    if (parameter === undefined ? name !== value : !/^\w{1,64}$/.test(value)) return null;
    if (parameter !== undefined) params[parameter] = value;
  }
  return params;
}
