import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { timeWords } from "#components/appointments/time-words.ts";
import { TooMany } from "#components/appointments/too-many.tsx";
import { FormWords } from "#components/consents/form-words.tsx";
import { SignForm } from "#components/consents/sign-form.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { isNotTaken, NotTaken } from "#components/site/not-taken.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { findManagedAppointment } from "#lib/appointments/find-managed-appointment.ts";
import { readFormDraft } from "#lib/appointments/form-draft.ts";
import { consentState } from "#lib/consents/consent-state.ts";
import { mayVisitLink } from "#lib/http/limit-link-visit.ts";
import { pageContext } from "#lib/http/page-context.ts";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ draft?: string | string[]; refused?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("consent.page");
  return { title: t("title"), robots: { index: false, follow: false } };
}

export default async function ConsentPage({ params, searchParams }: Props) {
  await connection();
  const ctx = await pageContext();
  if (!(await mayVisitLink(ctx))) return <TooMany />;
  const { token } = await params;
  const appointment = await findManagedAppointment(ctx, token);
  if (!appointment) notFound();
  const back = `/appointment/${encodeURIComponent(token)}`;
  const { form, signed } = await consentState(ctx, appointment.id);
  if (!form && !signed) redirect(back);
  const t = await getTranslations("consent.page");
  const words = await timeWords(appointment, ctx.now());
  const query = await searchParams;
  const draft = typeof query.draft === "string" ? await readFormDraft(ctx, query.draft) : null;
  const stands = appointment.status === "PENDING" || appointment.status === "CONFIRMED";
  return (
    <div className="max-w-3xl">
      <a
        href={back}
        className="mb-6 inline-flex min-h-11 items-center gap-1.5 text-ink-soft underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t("back")}
      </a>
      <h1 className="font-display text-4xl font-semibold tracking-tight break-words">
        {signed?.title ?? form?.title}
      </h1>
      {signed ? (
        <>
          <Alert tone="good" title={t("signedTitle")} className="mt-6 max-w-2xl">
            {t("signedText", { name: signed.signedName, when: words.zoned(signed.signedAt) })}
          </Alert>
          <div className="mt-8 border-y py-7">
            <FormWords body={signed.body} />
          </div>
        </>
      ) : (
        form && (
          <>
            {query.refused === "too_young" && (
              <Alert
                tone="bad"
                role="alert"
                tabIndex={-1}
                autoFocus
                title={t("tooYoungTitle")}
                className="mt-6 max-w-2xl"
              >
                {t("tooYoungText", { age: form.minimumAge ?? 0 })}
              </Alert>
            )}
            {draft && isNotTaken(draft.code) && <NotTaken code={draft.code} className="mt-6 max-w-2xl" />}
            {(!stands || draft?.code === "conflict") && (
              <Alert
                tone="warn"
                role={draft ? "alert" : undefined}
                tabIndex={-1}
                autoFocus={draft !== null}
                title={t("overTitle")}
                className="mt-6 max-w-2xl"
              >
                {t("overText")}
              </Alert>
            )}
            <div className="mt-8 border-y py-7">
              <FormWords body={form.body} />
            </div>
            {stands && (
              <section aria-labelledby="sign" className="mt-8">
                <h2 id="sign" className="mb-5 font-display text-2xl font-semibold">
                  {t("yours")}
                </h2>
                <ClientMessages namespaces={["consent.page"]}>
                  <SignForm
                    token={token}
                    minimumAge={form.minimumAge}
                    name={appointment.clientName}
                    draft={draft}
                  />
                </ClientMessages>
              </section>
            )}
          </>
        )
      )}
    </div>
  );
}
