import { mkdtempSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { pdfDocument } from "#sandbox/seed/pdf-document.ts";
import { pngPicture } from "#sandbox/seed/png-picture.ts";
import { open, parlourUrl } from "./parlour.ts";

/** What a test hands to a file field, or drops, or pastes. */
export interface GivenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function picture(name: string, width = 640, height = 480): GivenFile {
  return { name, mimeType: "image/png", buffer: pngPicture(width, height, [238, 226, 205], [164, 74, 44]) };
}

export function pdf(name: string, lines: string[]): GivenFile {
  return { name, mimeType: "application/pdf", buffer: pdfDocument(lines) };
}

export function textFile(name: string, text: string): GivenFile {
  return { name, mimeType: "text/plain", buffer: Buffer.from(text) };
}

/** A file on disk that takes no room there: `bytes` long, with a few bytes of its own at its beginning. */
export function sparseFile(name: string, bytes: number): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "parlour-large-")), name);
  writeFileSync(file, `large ${name}`);
  truncateSync(file, bytes);
  return file;
}

export interface Person {
  id: string;
  name: string;
  /** Their folder in the cloud's account, where one is made by Parlour. */
  folder: string;
}

/** A customer of the test's own. */
export async function addCustomer(page: Page, name: string): Promise<Person> {
  const made = await page.request.post(parlourUrl("/api/crm/customers"), { data: { name } });
  expect(made.status()).toBe(201);
  const { customer } = await made.json();
  return { id: customer.id, name, folder: `05_Customers/${name}` };
}

/** With their folder in Nextcloud. */
export async function addCustomerWithFolder(page: Page, name: string): Promise<Person> {
  const person = await addCustomer(page, name);
  const made = await page.request.post(parlourUrl(`/api/crm/customers/${person.id}/folder`), { data: {} });
  expect(made.ok()).toBe(true);
  return person;
}

export async function openMedia(page: Page, { id }: Person, folder = ""): Promise<void> {
  await open(page, `/customers/${id}?tab=media${folder && `&folder=${encodeURIComponent(folder)}`}`);
}

export const tile = (page: Page, name: string | RegExp): Locator => page.getByRole("gridcell", { name });

export const uploads = (page: Page): Locator => page.getByRole("region", { name: "Uploads" });

/** Chooses files with the upload button's field. */
export async function choose(page: Page, files: string | GivenFile[]): Promise<void> {
  await page.getByLabel("Files to upload").setInputFiles(files);
}

/** Drags files over the page; they hang there until `dropAt`. */
export async function dragOver(page: Page, files: GivenFile[]): Promise<(target: string) => Promise<void>> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      for (const { name, mimeType, bytes } of given)
        data.items.add(
          new File([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))], name, { type: mimeType }),
        );
      return data;
    },
    files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: buffer.toString("base64") })),
  );
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  return async (target) => {
    const zone = page.locator(`[data-drop-target="${target}"]`);
    await zone.dispatchEvent("dragenter", { dataTransfer: transfer });
    await zone.dispatchEvent("drop", { dataTransfer: transfer });
  };
}

/** Pastes a file as the clipboard holds it. */
export async function paste(page: Page, { name, mimeType, buffer }: GivenFile): Promise<void> {
  await page.evaluate(
    ({ fileName, type, bytes }) => {
      const data = new DataTransfer();
      data.items.add(
        new File([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))], fileName, { type }),
      );
      document.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    { fileName: name, type: mimeType, bytes: buffer.toString("base64") },
  );
}
