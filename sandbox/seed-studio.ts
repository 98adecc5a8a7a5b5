import { findArtistBySlug, insertArtist, insertService } from "#db/queries/artists.ts";
import { writeSetting } from "#db/queries/system.ts";
import { findUserByEmail } from "#db/queries/users.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { requestAppointment } from "#lib/appointments/request-appointment.ts";
import { addUser } from "#lib/auth/add-user.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { listSlots } from "#lib/availability/list-slots.ts";
import { createCalendar } from "#lib/calendars/create-calendar.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { syncNow } from "#lib/sync/sync-now.ts";
import { seedCustomers } from "./seed/seed-customers.ts";
import { seedInquiries } from "./seed/seed-inquiries.ts";
import { demoArtists, demoServices, demoSettings } from "./seed/studio-data.ts";
import { demoRequests } from "./seed/visitors-data.ts";
import { cloudPassword } from "./users.ts";

/**
 * Fills an empty database with the demo's studio through the product's own verbs. Safe to run again: what is there
 * stays. Needs the sandbox cloud to answer.
 */
export async function seedStudio(ctx: Ctx): Promise<void> {
  if (await findUserByEmail(ctx.db, "admin@parlour.test")) return;
  const createdAt = ctx.now();
  for (const [name, value] of Object.entries(demoSettings)) await writeSetting(ctx.db, name, value);
  for (const service of demoServices) await insertService(ctx.db, { ...service, active: true, createdAt });
  for (const [position, { hours, serviceIds, calendar, ...artist }] of demoArtists.entries()) {
    await insertArtist(ctx.db, {
      artist: {
        ...artist,
        timeZone: "Europe/Vienna",
        whenUnreachable: "accept",
        position,
        active: true,
        createdAt,
      },
      hours,
      serviceIds,
    });
    if (calendar)
      await createCalendar(ctx, {
        artistId: artist.id,
        calendarUrl: `/remote.php/dav/calendars/${artist.slug}/personal/`,
      });
    await addUser(ctx, {
      email: `${artist.slug}@parlour.test`,
      name: artist.name,
      role: "artist",
      artistId: artist.id,
      password: cloudPassword,
    });
  }
  await addUser(ctx, {
    email: "staff@parlour.test",
    name: "Front Desk",
    role: "staff",
    artistId: null,
    password: cloudPassword,
  });
  await syncNow(ctx, {});
  await bookSome(ctx);
  await seedInquiries(ctx);
  await seedCustomers(ctx);
  // Last, because its presence says that the seed is complete.
  await addUser(ctx, {
    email: "admin@parlour.test",
    name: "Studio Admin",
    role: "admin",
    artistId: null,
    password: cloudPassword,
  });
}

/** A few requests, some of them answered, at times that are really free. */
async function bookSome(ctx: Ctx): Promise<void> {
  for (const [index, { slug, serviceId, inDays, confirmed, ...client }] of demoRequests.entries()) {
    const artist = await findArtistBySlug(ctx.db, slug);
    if (!artist) continue;
    const fromMs = ctx.now() + inDays * DAY;
    const { slots } = await listSlots(ctx, {
      artistId: artist.id,
      serviceId,
      fromMs,
      toMs: fromMs + 14 * DAY,
    });
    const slot = slots[index % 3] ?? slots[0];
    if (!slot) continue;
    const { appointment } = await requestAppointment(
      { ...ctx, actor: { kind: "customer" } },
      {
        artistId: artist.id,
        serviceId,
        startTime: slot.startMs,
        clientPhone: "",
        alternatives: index === 0 ? [slot.startMs + DAY, slot.startMs + DAY + 2 * HOUR] : [],
        timeZone: "Europe/Vienna",
        ...client,
      },
      { locale: "en" },
    );
    if (confirmed) await confirmAppointment(ctx, { id: appointment.id });
  }
}
