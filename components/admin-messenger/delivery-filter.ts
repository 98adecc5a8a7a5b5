export const DELIVERY_STATES = ["all", "failed", "queued", "sent"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

interface DeliveryFilter {
  status: DeliveryState;
  /** Where the page begins; null for the newest. */
  cursor: string | null;
}

const PATH = "/admin/messenger/deliveries";

/** What an address asks for; what it should not say counts as not said. */
export function parseDeliveryFilter(params: Record<string, string | string[] | undefined>): DeliveryFilter {
  const { status, cursor } = params;
  return {
    status: DELIVERY_STATES.find((state) => state === status) ?? "all",
    cursor: typeof cursor === "string" && /^\d{1,15}\.[a-z0-9]{1,40}$/.test(cursor) ? cursor : null,
  };
}

export function deliveryFilterHref({ status = "all", cursor = null }: Partial<DeliveryFilter> = {}): string {
  const query = new URLSearchParams({
    ...(status !== "all" && { status }),
    ...(cursor !== null && { cursor }),
  }).toString();
  return query === "" ? PATH : `${PATH}?${query}`;
}
