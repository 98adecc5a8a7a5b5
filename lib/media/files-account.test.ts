import { describe, expect, test } from "vitest";
import { UpstreamError } from "#lib/core/errors.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { openFilesStudio } from "#tests/support/files-studio.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { browseFolder } from "./browse-folder.ts";
import { asFiles, filesFailure } from "./files-account.ts";

function refusal(reason: string): UpstreamError {
  return new UpstreamError({ service: "nextcloud", kind: "rejected", reason, message: "said the server" });
}

describe("what Nextcloud refuses has a code and a status of ours", () => {
  test.each([
    ["not-found", "not_found", 404],
    ["not-a-folder", "not_found", 404],
    ["parent-missing", "not_found", 404],
    ["exists", "name_taken", 409],
    ["changed", "file_changed", 412],
    ["locked", "file_locked", 423],
    ["quota", "quota_exceeded", 507],
    ["too-large", "too_large", 413],
    ["name-refused", "invalid_input", 422],
    ["forbidden", "not_allowed", 403],
    ["html", "upstream_failed", 502],
    ["constructor", "upstream_failed", 502],
  ])("%s", async (reason, code, status) => {
    const answer = problemResponse(filesFailure(refusal(reason)), 0);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  });
});

test("what is missing in the configuration is a 503 that names it, and nothing is done", async () => {
  const studio = await openStudio({
    variables: { NEXTCLOUD_BASE_URL: "http://127.0.0.1:9", NEXTCLOUD_USERNAME: "x", NEXTCLOUD_PASSWORD: "y" },
  });
  const failure = await asFiles(studio.ctx("admin"), () => Promise.resolve("done")).catch((error) => error);
  const answer = problemResponse(failure, 0);
  expect([answer.status, await answer.json()]).toEqual([
    503,
    expect.objectContaining({
      code: "nextcloud_not_configured",
      title: "Files not configured",
      detail: "Files not configured: NEXTCLOUD_FILES_BASE_PATH missing.",
    }),
  ]);
});

test("an account whose password is refused is asked nothing more", async () => {
  const studio = await openFilesStudio({ variables: { NEXTCLOUD_PASSWORD: "wrong" } });
  const look = () => browseFolder(studio.ctx("staff"), { path: "" });
  await expect(look()).rejects.toMatchObject({ kind: "auth" });
  const asked = studio.proxy.requests.length;
  expect(asked).toBeGreaterThan(0);
  await expect(look()).rejects.toMatchObject({ kind: "auth", reason: "suspended" });
  expect(studio.proxy.requests.length).toBe(asked);
});
