import type { CustomerRowView, CustomerView } from "./customer-view.ts";

/** What a merge would do. */
export interface MergePreview {
  kept: CustomerRowView;
  other: CustomerRowView;
  /** The customer afterwards. */
  result: { name: string; email: string; phone: string; tags: string[]; nextcloudFolder: string | null };
  /** How much moves over. */
  moves: { appointments: number; notes: number; tags: number; media: number };
  /** The other's folder, where both have one: it stays where it is, and a note of the result says where. */
  otherFolder: string | null;
}

export interface MergeResult {
  customer: CustomerView;
  mergeId: string;
}
