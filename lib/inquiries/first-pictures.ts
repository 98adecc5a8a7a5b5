import type { Ctx } from "#lib/auth/context.ts";
import { listPictures } from "#lib/pictures/list-pictures.ts";
import type { InquiryView } from "./inquiry-view.ts";

/** The id of the first picture of each inquiry that has one. Whoever asks has looked whether they may see them. */
export async function firstPictures(
  ctx: Pick<Ctx, "db">,
  inquiries: readonly Pick<InquiryView, "id" | "appointmentId">[],
): Promise<Map<string, string>> {
  const found = await Promise.all(
    inquiries.map(async ({ id, appointmentId }): Promise<[string, string][]> => {
      const [first] = await listPictures(ctx, appointmentId ?? id);
      return first ? [[id, first.id]] : [];
    }),
  );
  return new Map(found.flat());
}
