import type { VendorCall } from "./ask-vendor.ts";
import type { VendorAnswer } from "./exchange.ts";
import type { OpenedConnector } from "./opened-connector.ts";
import { noteAccepted } from "./silence.ts";
import { verdictOf } from "./verdict-of.ts";

/** Failures that many share, as those of one login are. */
const told = new WeakSet<object>();

/** What a whole call came to, told to everything that keeps later calls back, before it is told to whoever made it. */
export async function tellOutcome<T extends { answer: VendorAnswer }>(
  opened: OpenedConnector,
  call: VendorCall,
  work: Promise<T>,
): Promise<T> {
  const { state, deliberate } = opened;
  try {
    const result = await work;
    noteAccepted(opened, call.request);
    if (deliberate) state.endLimit();
    await tell(result.answer);
    return result;
  } catch (error) {
    if (typeof error === "object" && error !== null && !told.has(error)) {
      told.add(error);
      await tell(error);
    }
    throw error;
  }

  async function tell(outcome: unknown) {
    const verdict = verdictOf(outcome);
    const endsPause = deliberate && verdict === "well";
    if (endsPause) state.breaker.reset();
    await state.breaker.tell(verdict, endsPause ? state.breaker.epoch() : call.epoch);
  }
}
