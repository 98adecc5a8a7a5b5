import { join } from "node:path";

/** The folder on disk that holds a user's files. */
export const userFilesDir = (dataDir: string, user: string) => join(dataDir, "files", user);
