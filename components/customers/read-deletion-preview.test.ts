import { expect, test } from "vitest";
import { readDeletionPreview } from "./read-deletion-preview.ts";

test("a preview is read", () => {
  expect(
    readDeletionPreview({
      preview: {
        appointments: { past: 4, upcoming: 1 },
        notes: 2,
        media: 7,
        waiting_uploads: 1,
        waiting_mails: 0,
        folder: { path: "Nora Weiß", size: null },
        other_folders: [{ path: "Nora Weiss", size: 12 }, null],
      },
    }),
  ).toEqual({
    appointments: { past: 4, upcoming: 1 },
    notes: 2,
    media: 7,
    waitingUploads: 1,
    waitingMails: 0,
    folder: { path: "Nora Weiß", sizeBytes: null },
    otherFolders: [{ path: "Nora Weiss", sizeBytes: 12 }],
  });
  expect(readDeletionPreview({ preview: { notes: 1, folder: null } })?.folder).toBeNull();
});

test.each([null, {}, "text"])("%j is no preview", (value) => {
  expect(readDeletionPreview(value)).toBeNull();
});
