import { saveFollowUpRow } from "#db/queries/follow-ups.ts";
import type { FollowUpConnector } from "#db/queries/queue-follow-ups.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import type { FollowUpView } from "./follow-up-view.ts";
import type { FollowUpInput } from "./input.ts";
import { listFollowUps } from "./list-follow-ups.ts";
import { missingPlaces, PLACES } from "./places.ts";

/**
 * Says what follows an event in a system, with which words and where; from the next change on. What is switched off is
 * not sent either where it still waits. Words and place that are not given stay as they are.
 * @throws AppError unless an admin asks; `invalid_input` where it is switched on and does not know where to go;
 *   `conflict` where it was saved since `updatedAt`, or by somebody else just now
 */
export async function saveFollowUp(ctx: Ctx, input: FollowUpInput): Promise<FollowUpView> {
  requireAdmin(ctx.actor);
  const { event, connector, active } = input;
  const before = await findFollowUp(ctx, input);
  const knownAt = before.updatedAt === null ? null : Date.parse(before.updatedAt);
  if (input.updatedAt !== undefined && input.updatedAt !== knownAt) throw changedMeanwhile();
  const template = input.template ?? before.template;
  const target = knownTarget(connector, input.target ?? before.target);
  const missing = active ? missingPlaces(connector, target) : [];
  if (missing.length > 0)
    throw new AppError("invalid_input", "Say where it goes first.", {
      errors: Object.fromEntries(missing.map((place) => [`target.${place}`, ["required"]])),
    });
  const id = `${event}:${connector}`;
  const turned = before.active === active ? "changed" : active ? "switched_on" : "switched_off";
  // Two that are saved in one millisecond are two all the same.
  const updatedAt = Math.max(ctx.now(), (knownAt ?? 0) + 1);
  const audit = auditEntry(ctx, {
    entity: "integration",
    entityId: id,
    action: `follow_up_${turned}`,
    detail: { template, target },
  });
  const row = { id, event, connector, active, template, target, updatedAt };
  if (!(await saveFollowUpRow(ctx.db, row, audit, knownAt))) throw changedMeanwhile();
  return findFollowUp(ctx, input);
}

async function findFollowUp(
  ctx: Ctx,
  { event, connector }: Pick<FollowUpInput, "event" | "connector">,
): Promise<FollowUpView> {
  const found = (await listFollowUps(ctx)).find((one) => one.event === event && one.connector === connector);
  if (!found) throw new AppError("internal", "Nothing of the kind can follow.");
  return found;
}

function knownTarget(
  connector: FollowUpConnector,
  target: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    PLACES[connector].known.flatMap((place) => (target[place] ? [[place, target[place]]] : [])),
  );
}

function changedMeanwhile(): AppError {
  return new AppError("conflict", "Somebody has changed this in the meantime. Please look at it again.");
}
