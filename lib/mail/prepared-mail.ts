import { listUsersOfArtist } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import type { MailDocument } from "./mail-document.ts";
import type { OutgoingMail } from "./send-mail.ts";

/** What a mail says, to whom, and what goes with it; null when there is nothing to tell, or no longer. */
export type PreparedMail = { document: MailDocument } & Pick<OutgoingMail, "to" | "replyTo" | "entry">;

/** The addresses of whoever a notice is for: the customer, or everybody who signs in as the artist. */
export async function readersOf(
  ctx: Pick<Ctx, "db">,
  to: "customer" | "artist",
  about: { clientEmail: string; artistId: string },
): Promise<string[]> {
  if (to === "customer") return about.clientEmail === "" ? [] : [about.clientEmail];
  return (await listUsersOfArtist(ctx.db, about.artistId)).map((user) => user.email);
}

/** Customers answer the studio, not the machine that sends; nothing where the sender is to be answered. */
export function answersTo(
  to: "customer" | "artist",
  { contactEmail }: Pick<StudioSettings, "contactEmail">,
): Pick<OutgoingMail, "replyTo"> {
  return to === "customer" && contactEmail !== "" ? { replyTo: contactEmail } : {};
}
