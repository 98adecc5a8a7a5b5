/** The one thing a customer's page asks for; everything else on it is quiet. */
export type NextThing = "choose" | "moved" | "pay" | "sign" | "sitting" | "calendar" | "again" | null;

/** What matters most now, in the order in which an appointment would fail without it. */
export function nextThing(page: {
  stands: boolean;
  isAhead: boolean;
  isHeld: boolean;
  hasOffer: boolean;
  hasSuccessor: boolean;
  canPay: boolean;
  mustSign: boolean;
  canChooseSitting: boolean;
}): NextThing {
  if (page.hasSuccessor) return "moved";
  if (page.hasOffer) return "choose";
  if (page.isAhead && page.canPay) return "pay";
  if (page.isAhead && page.mustSign) return "sign";
  if (page.canChooseSitting) return "sitting";
  if (page.isAhead) return "calendar";
  return page.stands || page.isHeld ? null : "again";
}
