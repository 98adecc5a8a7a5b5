import { redirect } from "next/navigation";
import { lookOfQuery, lookSegment } from "#components/embed/look.ts";
import { type PageQuery, pageQuery } from "../../(public)/book/page-query.ts";

/** For frames written by hand: `/embed/booking?artist=mara&service=fine-line&theme=dark&accent=d0472b&lang=de`. */
export default async function EmbedBookingDoor({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const query = pageQuery(await searchParams);
  const look = lookSegment(lookOfQuery((name) => query.get(name)));
  const artist = query.get("artist");
  const service = artist ? query.get("service") : null;
  const segments = [look, artist, service].flatMap((part) => (part ? [encodeURIComponent(part)] : []));
  redirect(`/embed/booking/${segments.join("/")}`);
}
