import { expect, test } from "vitest";
import { browseFolder } from "#lib/media/browse-folder.ts";
import { createShareLink } from "#lib/media/create-share-link.ts";
import { listCustomerMedia } from "#lib/media/list-customer-media.ts";
import { openFilesStudio } from "#tests/support/files-studio.ts";
import { fileEndpoints } from "./endpoints/file-endpoints.ts";
import { customerMediaJson, folderPageJson, shareJson } from "./file-json.ts";

const folder = "Nora Weiß/Sent Media";

test("the answers are those that are documented, field by field", async () => {
  const studio = await openFilesStudio();
  const ctx = studio.ctx("staff");
  await studio.put(`${folder}/100% fertig & #2?.png`);
  await studio.put(`${folder}/Einverständnis.txt`);
  await studio.insertRecord({ id: "m", path: `${folder}/100% fertig & #2?.png` });
  await studio.insertRecord({ id: "w", path: `${folder}/w.png`, state: "waiting" });
  const page = folderPageJson(await browseFolder(ctx, { path: folder, limit: 1 }));
  expect(fileEndpoints.browseFolder.response?.parse(page)).toEqual(page);
  expect(page).toMatchObject({ total: 2, next_cursor: expect.any(String) });
  const query = "path=Nora%20Wei%C3%9F%2FSent%20Media%2F100%25%20fertig%20%26%20%232%3F.png";
  expect(page.rows[0]).toMatchObject({
    filename: "100% fertig & #2?.png",
    path: `${folder}/100% fertig & #2?.png`,
    is_dir: false,
    last_modified: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    file_url: `/api/crm/nextcloud/file?${query}`,
    preview_url: `/api/crm/nextcloud/preview?${query}&size=256`,
    media: {
      id: "m",
      nextcloud_path: `${folder}/100% fertig & #2?.png`,
      created_at: "1970-01-01T00:00:00.001Z",
    },
  });
  const top = folderPageJson(await browseFolder(ctx, { path: "" }));
  expect(fileEndpoints.browseFolder.response?.parse(top)).toEqual(top);
  expect(top.rows[0]).toMatchObject({ is_dir: true, file_url: null, preview_url: null });
  const media = customerMediaJson(await listCustomerMedia(ctx, "nora"));
  expect(fileEndpoints.listCustomerMedia.response?.parse(media)).toEqual(media);
  expect(media.rows.map((row) => [row.filename, row.media?.state ?? null, row.preview_url !== null])).toEqual(
    expect.arrayContaining([
      ["100% fertig & #2?.png", "stored", true],
      ["w.png", "waiting", false],
      ["Einverständnis.txt", null, false],
    ]),
  );
  const share = {
    share: shareJson(await createShareLink(ctx, { path: folder, password: "Schwalbe 2026!" })),
  };
  expect(fileEndpoints.createShareLink.response?.parse(share)).toEqual(share);
});
