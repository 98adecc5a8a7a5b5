import type { AppointmentStatus } from "#db/queries/appointments.ts";

/** A customer in a list. Instants are epoch milliseconds. */
export interface CustomerRowView {
  id: string;
  name: string;
  email: string;
  phone: string;
  tags: string[];
  /** As the API writes it, beginning with the base folder (`05_Customers/Nora Weiß`); null until there is one. */
  nextcloudFolder: string | null;
  /** Relative to the base folder, as the files API takes paths; null until there is one. */
  folderPath: string | null;
  appointments: number;
  lastAppointmentMs: number | null;
  nextAppointmentMs: number | null;
  /** How often they did not come; an artist sees their own. */
  noShows: number;
  /** Since when they may not book by themselves, and why; null where they may. */
  blockedAt: number | null;
  blockedReason: string;
  createdAt: number;
  updatedAt: number;
}

/** A customer's own page. */
export interface CustomerView extends CustomerRowView {
  source: "hand" | "booking";
  /** Addresses and numbers from before a merge; who books with one is known by it. */
  earlierContacts: string[];
  version: number;
  /** Newest first. */
  notes: CustomerNoteView[];
  /** Newest first; an artist sees their own. */
  history: CustomerAppointmentView[];
  /** Others with the same address or number. */
  possibleDuplicates: { id: string; name: string; email: string; phone: string; by: "email" | "phone" }[];
  /** Who became one with them and can still be two again; newest first; none for artists. */
  merges: { id: string; otherName: string; createdAt: number }[];
  /** What the actor may do here. */
  allowed: { edit: boolean; block: boolean; merge: boolean; export: boolean; delete: boolean };
}

export interface CustomerNoteView {
  id: string;
  text: string;
  authorName: string;
  /** The actor wrote it, or may change anybody's. */
  editable: boolean;
  createdAt: number;
  updatedAt: number;
}

export interface CustomerAppointmentView {
  id: string;
  status: AppointmentStatus;
  startMs: number;
  endMs: number;
  artistName: string;
  serviceName: string;
  /** What the booking said, where it differs from the customer's name. */
  bookedAs: string | null;
}
