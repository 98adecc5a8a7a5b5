import type { CustomerRecord } from "#db/queries/customer-record.ts";
import type { CustomerRow } from "#db/queries/customers.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { folderInAccount } from "./to-customer-view.ts";

const iso = (ms: number) => new Date(ms).toISOString();

/** All data of a person, for them and for machines (`customer.json` of the export). Secrets and keys are left out. */
export function customerDocument(
  ctx: Pick<Ctx, "env" | "now">,
  customer: CustomerRow,
  record: CustomerRecord,
) {
  const { appointments, tags, earlierContacts, notes, media, history } = record;
  const { id, name, email, phone, nextcloudFolder, source } = customer;
  return {
    exported_at: iso(ctx.now()),
    customer: {
      id,
      name,
      email,
      phone,
      earlier_contacts: earlierContacts,
      tags,
      nextcloud_folder: nextcloudFolder === null ? null : folderInAccount(ctx.env, nextcloudFolder),
      source,
      blocked_at: customer.blockedAt === null ? null : iso(customer.blockedAt),
      blocked_reason: customer.blockedReason,
      created_at: iso(customer.createdAt),
      updated_at: iso(customer.updatedAt),
    },
    notes: notes.map(({ text, authorName, createdAt, updatedAt }) => ({
      text,
      author_name: authorName,
      created_at: iso(createdAt),
      updated_at: iso(updatedAt),
    })),
    appointments: appointments.map((one) => ({
      id: one.id,
      status: one.status,
      status_reason: one.statusReason,
      start_time: iso(one.startMs),
      end_time: iso(one.endMs),
      artist_name: one.artist.name,
      service_name: one.service.name,
      client_name: one.clientName,
      client_email: one.clientEmail,
      client_phone: one.clientPhone,
      description: one.description,
      alternatives: one.alternatives.map(iso),
      time_zone: one.timeZone,
      locale: one.locale,
      deposit_amount: one.depositAmount,
      deposit_currency: one.depositCurrency,
      deposit_state: one.depositState,
      created_at: iso(one.createdAt),
      updated_at: iso(one.updatedAt),
    })),
    media: media.map((one) => ({
      path: one.path,
      direction: one.direction,
      mime_type: one.mimeType,
      size: one.size,
      state: one.state,
      uploaded_by: one.uploadedByName,
      created_at: iso(one.createdAt),
    })),
    ...requestDocument(record),
    history: history.map(({ at, by, entity, entityId, action, detail }) => ({
      at: iso(at),
      by,
      entity,
      entity_id: entityId,
      action,
      detail,
    })),
  };
}

/** What they asked for beside their appointments, what was said, what they sent and signed. */
function requestDocument({
  inquiries,
  waitlist,
  messages,
  pictures,
  consents,
}: Pick<CustomerRecord, "inquiries" | "waitlist" | "messages" | "pictures" | "consents">) {
  return {
    inquiries: inquiries.map((one) => ({
      id: one.id,
      status: one.status,
      description: one.description,
      placement: one.placement,
      size: one.size,
      budget: one.budget,
      wishes: one.wishes,
      client_name: one.clientName,
      client_email: one.clientEmail,
      client_phone: one.clientPhone,
      created_at: iso(one.createdAt),
    })),
    waitlist: waitlist.map((one) => ({
      id: one.id,
      state: one.state,
      from_day: one.fromDay,
      to_day: one.toDay,
      weekdays: one.weekdays,
      description: one.description,
      client_name: one.clientName,
      client_email: one.clientEmail,
      client_phone: one.clientPhone,
      created_at: iso(one.createdAt),
    })),
    messages: messages.map(({ aboutId, author, authorName, text, createdAt }) => ({
      about: aboutId,
      author,
      author_name: authorName,
      text,
      created_at: iso(createdAt),
    })),
    reference_pictures: pictures.map(({ aboutId, filename, mimeType, size, width, height, createdAt }) => ({
      about: aboutId,
      filename,
      mime_type: mimeType,
      size,
      width,
      height,
      created_at: iso(createdAt),
    })),
    consents: consents.map((one) => ({
      appointment: one.appointmentId,
      title: one.title,
      body: one.body,
      minimum_age: one.minimumAge,
      signed_name: one.signedName,
      birth_date: one.birthDate,
      signature_path: one.signaturePath,
      signed_at: iso(one.signedAt),
    })),
  };
}
