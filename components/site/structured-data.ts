import type { BookableArtist } from "#lib/artists/bookable-artist.ts";

/** What search engines read about an artist (schema.org, JSON-LD): who it is, what can be booked, and where. */
export function artistStructuredData(input: {
  artist: BookableArtist;
  studio: { name: string; address: string; phone: string; contactEmail: string };
  /** Without a slash at its end. */
  origin: string;
}): Record<string, unknown> {
  const { artist, studio, origin } = input;
  const page = `${origin}/book/${artist.slug}`;
  const lines = studio.address.split("\n").filter(Boolean);
  return {
    "@context": "https://schema.org",
    "@type": "ProfilePage",
    url: page,
    mainEntity: {
      "@type": "Person",
      "@id": `${page}#artist`,
      name: artist.name,
      ...(artist.bio && { description: artist.bio }),
      ...(artist.pictureUrl && { image: `${origin}${artist.pictureUrl}` }),
      worksFor: {
        "@type": "LocalBusiness",
        name: studio.name,
        url: origin,
        ...(lines.length > 0 && { address: lines.join(", ") }),
        ...(studio.phone && { telephone: studio.phone }),
        ...(studio.contactEmail && { email: studio.contactEmail }),
      },
      makesOffer: artist.services.map((service) => ({
        "@type": "Offer",
        url: `${page}/${encodeURIComponent(service.id)}`,
        ...(service.priceNote && { description: service.priceNote }),
        itemOffered: {
          "@type": "Service",
          name: service.name,
          ...(service.description && { description: service.description }),
        },
      })),
      potentialAction: {
        "@type": "ReserveAction",
        target: { "@type": "EntryPoint", urlTemplate: page },
      },
    },
  };
}

/** As text inside a script element: nothing in it can end the element. */
export function structuredDataText(data: Record<string, unknown>): string {
  return JSON.stringify(data)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
