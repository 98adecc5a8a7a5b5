import { callApi } from "#components/console/api.ts";
import { fields, text } from "#components/console/json-fields.ts";
import { SUBFOLDERS } from "#lib/customers/folder-names.ts";
import { joinPath } from "../file-names.ts";
import type { UploadTarget } from "./upload-queue.ts";

const madeFolders = new Map<string, Promise<string>>();

/** The customer's own folders, made once for all uploads that need them at the same time. */
export async function folderFor({ customerId, direction }: UploadTarget): Promise<string> {
  const making = madeFolders.get(customerId) ?? makeFolder(customerId);
  madeFolders.set(customerId, making);
  making.catch(() => undefined).finally(() => madeFolders.delete(customerId));
  return joinPath(await making, SUBFOLDERS[direction ?? "sent"]);
}

async function makeFolder(customerId: string): Promise<string> {
  const answer = fields(
    await callApi("POST", `/api/crm/customers/${encodeURIComponent(customerId)}/folder`, {}),
  );
  return text(fields(answer.customer).folder_path);
}
