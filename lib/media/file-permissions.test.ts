import { describe, expect, test } from "vitest";
import { type ActorName, actors } from "#tests/support/test-actors.ts";
import { filePermissions } from "./file-permissions.ts";

const all = "SRGDNVW";
const allFolder = "SRGDNVCK";
const file = { path: "Nora/a.png", isFolder: false, isCustomersOwn: false };
const folder = { path: "Nora/Sent Media", isFolder: true, isCustomersOwn: false };
const own = { path: "Nora", isFolder: true, isCustomersOwn: true };
const base = { path: "", isFolder: true, isCustomersOwn: false };

/** As letters: read, write, rename, delete, share. */
function letters(actor: ActorName, granted: string, of: typeof file): string {
  const may = filePermissions(actors[actor], granted, of);
  return [
    may.read ? "r" : "-",
    may.write ? "w" : "-",
    may.rename ? "n" : "-",
    may.delete ? "d" : "-",
    may.share ? "s" : "-",
  ].join("");
}

describe("what Nextcloud grants and the role allows", () => {
  test.each<[string, ActorName, string, typeof file, string]>([
    ["staff, everything", "staff", all, file, "rwnds"],
    ["admin, a folder", "admin", allFolder, folder, "rwnds"],
    ["an artist shares nothing", "mara", all, file, "rwnd-"],
    ["an artist deletes no folder", "mara", allFolder, folder, "rwn--"],
    ["a customer's own folder stays", "admin", allFolder, own, "rwn-s"],
    ["and keeps its name with an artist", "mara", allFolder, own, "rw---"],
    ["the base", "admin", allFolder, base, "rw---"],
    ["a file that may only be read", "admin", "SG", file, "r----"],
    ["a folder that takes no files", "staff", "RGDNV", folder, "r-nds"],
    ["a file that may not be deleted", "staff", "RGNVW", file, "rwn-s"],
    ["one that may not even be read", "staff", "SDNVW", file, "-wnd-"],
    ["a server that does not say", "staff", "", file, "rwnds"],
    ["a server that says nothing of reading", "staff", "DNVW", file, "rwnd-"],
  ])("%s", (_name, actor, granted, of, expected) => {
    expect(letters(actor, granted, of)).toBe(expected);
  });
});
