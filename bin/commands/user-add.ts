import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { findArtistBySlug } from "#db/queries/artists.ts";
import { addUser } from "#lib/auth/add-user.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

const role = z.enum(["admin", "artist", "staff"], "--role must be admin, artist or staff");

export async function userAdd(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { name: { type: "string" }, role: { type: "string" }, artist: { type: "string" } },
  });
  const [email] = positionals;
  const parsedRole = role.safeParse(values.role ?? "staff");
  if (!email || !parsedRole.success) {
    console.error("Usage: bin/parlour user add EMAIL --name NAME --role admin|artist|staff [--artist SLUG]");
    return 2;
  }
  prepareEnvironment();
  const ctx = commandContext();
  const artist = values.artist ? await findArtistBySlug(ctx.db, values.artist) : undefined;
  if (values.artist && !artist) throw new Error(`There is no artist ${values.artist}.`);
  const password = await readPassword();
  await addUser(ctx, {
    email,
    name: values.name ?? email,
    role: parsedRole.data,
    artistId: artist?.id ?? null,
    password,
  });
  console.log(`${email} can sign in as ${parsedRole.data}.`);
  return 0;
}

async function readPassword(): Promise<string> {
  const reader = createInterface({
    input: process.stdin,
    output: process.stdin.isTTY ? process.stderr : undefined,
  });
  const password = process.stdin.isTTY
    ? await reader.question("Password (10 characters or more): ")
    : await firstLine(reader);
  reader.close();
  return password;
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) return line;
  return "";
}
