/** What the public sees of an artist and of what can be booked. Durations in minutes. */
export interface BookableService {
  id: string;
  name: string;
  description: string;
  durationMinutes: number;
  priceNote: string;
  /** `slot`: a time is picked; `idea`: the artist is told first and answers with times. */
  bookingMode: "slot" | "idea";
  /** Every length that can be booked, shortest first, `durationMinutes` among them. */
  durationChoices: number[];
  /** How many sittings belong together, and the least number of days between two of them. */
  sessions: number;
  sessionGapDays: number;
  /** In the smallest unit of `currency`; null where nothing is paid beforehand. */
  depositAmount: number | null;
  /** ISO 4217, the studio's. */
  currency: string;
  /** What has to be signed before the appointment. */
  consentFormId: string | null;
  asksPictures: boolean;
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
