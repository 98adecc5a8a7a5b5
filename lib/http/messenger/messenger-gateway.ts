import type { Ctx } from "#lib/auth/context.ts";
import type { Answerer } from "./answerer.ts";
import { applicationService } from "./application-service.ts";
import { eventStreams } from "./event-streams.ts";
import { mediaGateway } from "./media-gateway.ts";

/** What of the messenger is answered in front of Next: streams, files, and what the homeserver sends. */
export function messengerGateway(base: Pick<Ctx, "db" | "env" | "now">): Answerer {
  const parts = [eventStreams(base), applicationService(base), mediaGateway(base)];
  return {
    answer: (request, response, address) => parts.some((part) => part.answer(request, response, address)),
    close() {
      for (const part of parts) part.close();
    },
  };
}
