import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { insertCustomer, setCustomerFolder } from "#db/queries/customers.ts";
import { insertMedia, type MediaRow, type NewMedia } from "#db/queries/media.ts";
import { SUBFOLDERS } from "#lib/customers/folder-names.ts";
import type { TestCloud } from "#sandbox/cloud-fixture.ts";
import { userFilesDir } from "#sandbox/files/user-files-dir.ts";
import { serviceAccount } from "#sandbox/users.ts";
import type { RecordingProxy } from "./recording-proxy.ts";
import { auditLine } from "./test-rows.ts";
import { openStudioWithCloud, type StudioOptions, type TestStudio } from "./test-studio.ts";

/** The base folder of the studio's files. */
export const BASE = "05_Customers";

/** A studio whose files are in a sandbox cloud: Nora is Mara's customer, Jonas the front desk's. */
export interface FilesStudio extends TestStudio {
  cloud: TestCloud;
  /** Between Parlour and the cloud: what Parlour asks. */
  proxy: RecordingProxy;
  /** Writes a file as a person does, past Parlour; folders are made. Paths relative to the base. */
  put(path: string, content?: string): Promise<void>;
  /** Moves or deletes as a person does, past Parlour. */
  byHand(method: "MOVE" | "DELETE", path: string, to?: string): Promise<void>;
  /** Makes a folder on the cloud's disk. */
  makeFolder(path: string): void;
  /** Whether the cloud has it. */
  has(path: string): boolean;
  /** Of the sandbox's disk. */
  diskPath(path: string): string;
  insertCustomer(id: string, folder: string | null, createdBy?: string): Promise<void>;
  insertRecord(media: Partial<NewMedia> & { path: string }): Promise<MediaRow>;
}

export async function openFilesStudio(options: StudioOptions = {}): Promise<FilesStudio> {
  const { studio, cloud, proxy } = await openStudioWithCloud({
    ...options,
    variables: { NEXTCLOUD_FILES_BASE_PATH: BASE, ...options.variables },
  });
  const diskPath = (path: string) => join(userFilesDir(cloud.dataDir, serviceAccount), BASE, path);
  const makeFolder = (path: string) => void mkdirSync(diskPath(path), { recursive: true });
  const addCustomer = async (id: string, folder: string | null, createdBy = "user-staff") => {
    const name = folder ?? id;
    const customer = { id, name, email: "", phone: "", source: "hand" as const, createdBy, createdAt: 0 };
    await insertCustomer(studio.db, { customer, tags: [], audit: auditLine(id) });
    if (folder !== null) await setCustomerFolder(studio.db, id, { folder, folderId: null });
  };
  const send = async (
    method: string,
    path: string,
    more: { headers?: Record<string, string>; body?: string } = {},
  ) => {
    const answer = await cloud.send({ user: serviceAccount, method, path: filesHref(path), ...more });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  };
  makeFolder("");
  for (const [id, folder, createdBy] of [
    ["nora", "Nora Weiß", "user-mara"],
    ["jonas", "Jonas Gruber", "user-staff"],
  ] as const) {
    await addCustomer(id, folder, createdBy);
    for (const name of Object.values(SUBFOLDERS)) makeFolder(`${folder}/${name}`);
  }
  let records = 0;
  return {
    ...studio,
    cloud,
    proxy,
    diskPath,
    makeFolder,
    insertCustomer: addCustomer,
    put: async (path, content = "content") => {
      makeFolder(dirname(path));
      await send("PUT", path, { body: content });
    },
    byHand: (method, path, to) =>
      send(method, path, to === undefined ? {} : { headers: { Destination: filesHref(to) } }),
    has: (path) => existsSync(diskPath(path)),
    insertRecord: async (media) => {
      records += 1;
      const row: NewMedia = {
        id: `media-${records}`,
        customerId: "nora",
        direction: "sent",
        mimeType: "image/png",
        size: 7,
        state: "stored",
        uploadedByName: "Mara",
        createdAt: records,
        updatedAt: records,
        ...media,
      };
      await insertMedia(studio.db, row);
      return {
        fileId: null,
        etag: null,
        spoolId: null,
        uploadedById: null,
        customerId: null,
        direction: null,
        ...row,
      };
    },
  };
}

function filesHref(path: string): string {
  const encoded = [BASE, ...path.split("/")].map(encodeURIComponent).join("/");
  return `/remote.php/dav/files/${serviceAccount}/${encoded}`;
}
