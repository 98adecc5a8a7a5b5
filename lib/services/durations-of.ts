/** Every length a service can be booked in, minutes, shortest first: its own and the further choices. */
export function durationsOf(service: {
  durationMinutes: number;
  durationChoices: readonly number[];
}): number[] {
  return [...new Set([service.durationMinutes, ...service.durationChoices])].sort((a, b) => a - b);
}
