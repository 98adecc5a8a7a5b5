/** A channel by its id, as a number or in digits, or by its name. A name of digits alone is read as an id. */
export function channelOperand(channel: string | number): string | number {
  return typeof channel === "string" && /^\d{1,15}$/.test(channel) ? Number(channel) : channel;
}
