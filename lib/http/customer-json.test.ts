import { expect, test } from "vitest";
import { setCustomerFolder } from "#db/queries/customers.ts";
import { createCustomer } from "#lib/customers/create-customer.ts";
import { listCustomers } from "#lib/customers/list-customers.ts";
import { mergeCustomers } from "#lib/customers/merge-customers.ts";
import { previewMerge } from "#lib/customers/preview-merge.ts";
import { showCustomer } from "#lib/customers/show-customer.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { customerJson, customerRowJson, mergePreviewJson } from "./customer-json.ts";
import { customer, customerRow, mergePreview } from "./endpoints/customer-out.ts";

test("answers are what the API's description says, and no more", async () => {
  const studio = await openStudio({ variables: { NEXTCLOUD_FILES_BASE_PATH: "05_Customers" } });
  const staff = studio.ctx("staff");
  const { id } = await createCustomer(staff, {
    name: "Lena",
    email: "lena@example.org",
    tags: ["Regular"],
    note: "Hello",
  });
  await studio.request();
  await setCustomerFolder(studio.db, id, { folder: "Lena", folderId: "1" });
  const other = await createCustomer(staff, { name: "L.", email: "lena@example.org" });
  const json = customerJson(await showCustomer(staff, id));
  expect(customer.strict().parse(json)).toEqual(json);
  expect(json).toMatchObject({
    nextcloud_folder: "05_Customers/Lena",
    folder_path: "Lena",
    next_appointment_at: new Date(TEN).toISOString(),
    last_appointment_at: null,
    history: [{ booked_as: "Lena Hofer", start_time: new Date(TEN).toISOString() }],
    possible_duplicates: [{ id: other.id, by: "email" }],
  });
  const [row] = (await listCustomers(staff, { q: "lena" })).customers.map(customerRowJson);
  expect(customerRow.strict().parse(row)).toEqual(row);
  const preview = mergePreviewJson(await previewMerge(staff, id, other.id));
  expect(mergePreview.strict().parse(preview)).toEqual(preview);
});

test("a customer says which merges can be taken back", async () => {
  const studio = await openStudio();
  const staff = studio.ctx("staff");
  const kept = await createCustomer(staff, { name: "Nora" });
  const other = await createCustomer(staff, { name: "N. Weiss" });
  const merged = await mergeCustomers(staff, kept.id, { with: other.id });
  const json = customerJson(merged.customer);
  const createdAt = new Date(studio.clock.now()).toISOString();
  expect(json.merges).toEqual([{ id: merged.mergeId, other_name: "N. Weiss", created_at: createdAt }]);
  expect(customer.strict().parse(json)).toEqual(json);
});
