import { beforeAll, expect, test } from "vitest";
import { migrateDatabase } from "#db/migrate.ts";
import { CLIENT_ADDRESS_HEADER } from "./client-address.ts";

let limitSignIn: typeof import("./limit-sign-in.ts").limitSignIn;

beforeAll(async () => {
  const { database } = await import("#db/client.ts");
  process.env.DATABASE_URL = "file::memory:";
  migrateDatabase(database("file::memory:"));
  ({ limitSignIn } = await import("./limit-sign-in.ts"));
});

/** How many of `attempts` at this path get through. */
async function passed(path: string, address: string, attempts: number): Promise<number> {
  let count = 0;
  for (let index = 0; index < attempts; index++) {
    const request = new Request(`http://localhost${path}`, { headers: { [CLIENT_ADDRESS_HEADER]: address } });
    if ((await limitSignIn(request)) === null) count++;
  }
  return count;
}

test.each([
  ["/api/auth/callback/credentials", 11, 10],
  ["/api/auth/callback/oidc?code=x", 121, 120],
  ["/api/auth/signin/nextcloud", 121, 120],
  ["/api/auth/session", 200, 200],
  ["/api/auth/csrf", 200, 200],
])("of %s, %i times in a moment, %i get through", async (path, attempts, expected) => {
  // A window that ends in between lets more through; then the next one is looked at whole.
  const first = await passed(path, `${path} 1`, attempts);
  expect(first === expected ? first : await passed(path, `${path} 2`, attempts)).toBe(expected);
});
