/** What the public sees of an artist and of what can be booked. Durations in minutes. */
export interface BookableService {
  id: string;
  name: string;
  description: string;
  durationMinutes: number;
  priceNote: string;
}

export interface BookableArtist {
  id: string;
  slug: string;
  name: string;
  bio: string;
  timeZone: string;
  pictureUrl: string | null;
  /** Without one the artist confirms each request by hand. */
  hasCalendar: boolean;
  services: BookableService[];
}
