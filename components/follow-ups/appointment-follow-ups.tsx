import { ExternalLink } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { Ctx } from "#lib/auth/context.ts";
import { listAppointmentFollowUps } from "#lib/follow-ups/list-follow-up-runs.ts";

/** What an appointment led to in other systems, with the ways there; nothing where nothing did. */
export async function AppointmentFollowUps({ ctx, id }: { ctx: Ctx; id: string }) {
  const runs = (await listAppointmentFollowUps(ctx, id)).filter(({ state }) => state !== "skipped");
  if (runs.length === 0) return null;
  const t = await getTranslations("follow-ups");
  const givenUp = (reason: string | null) =>
    reason === null
      ? t("onAppointment.given_up")
      : t("onAppointment.given_up_because", {
          reason: t(t.has(`reason.${reason}`) ? `reason.${reason}` : "reason.rejected"),
        });
  return (
    <section aria-labelledby="followed" className="text-sm">
      <h2 id="followed" className="mb-1 font-semibold">
        {t("onAppointment.title")}
      </h2>
      <ul>
        {runs.map(({ id: runId, event, connector, state, reason, remoteUrl }) => {
          const words = t("cellLabel", { event: t(`short.${event}`), thing: t(`thing.${connector}`) });
          return (
            <li key={runId}>
              {remoteUrl === null ? (
                <span className="inline-flex min-h-8 items-center text-ink-soft">
                  {words}
                  {state === "waiting" && ` (${t("onAppointment.waiting")})`}
                  {state === "given_up" && ` (${givenUp(reason)})`}
                </span>
              ) : (
                <a
                  href={remoteUrl}
                  target="_blank"
                  rel="noreferrer"
                  className="inline-flex min-h-8 items-center gap-1.5 rounded-sm underline underline-offset-4 hover:no-underline"
                >
                  {words}
                  <ExternalLink aria-hidden className="size-4 shrink-0" />
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
