import type { InquiryView } from "#lib/inquiries/inquiry-view.ts";

/** What the console's page of inquiries shows, as its address says it. */
export const inquiryTabs = ["open", "offered", "closed", "waitlist"] as const;
export type InquiryTab = (typeof inquiryTabs)[number];

export const PAGE_SIZE = 30;

export const tabStatuses: Record<Exclude<InquiryTab, "waitlist">, InquiryView["status"][]> = {
  open: ["OPEN"],
  offered: ["OFFERED"],
  closed: ["BOOKED", "DECLINED", "WITHDRAWN", "EXPIRED"],
};

type Query = Record<string, string | string[] | undefined>;

export function parseInquiryFilter(query: Query): { tab: InquiryTab; page: number } {
  const tab = inquiryTabs.find((name) => name === query.tab) ?? "open";
  const page = Number(query.page);
  return { tab, page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1 };
}

export function inquiriesHref({ tab = "open", page = 1 }: { tab?: InquiryTab; page?: number } = {}): string {
  const query = new URLSearchParams({
    ...(tab === "open" ? {} : { tab }),
    ...(page > 1 ? { page: String(page) } : {}),
  });
  return query.size > 0 ? `/inquiries?${query}` : "/inquiries";
}
