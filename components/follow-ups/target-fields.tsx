"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { FollowUpView } from "#lib/follow-ups/follow-up-view.ts";
import { PLACES } from "#lib/follow-ups/places.ts";
import { usePlaces } from "./use-places.ts";

/** Where a follow-up goes: one of the places its system has now, and in Zulip under which topic. */
export function TargetFields({
  connector,
  name,
  configured,
  target,
  onChange,
}: {
  connector: FollowUpView["connector"];
  name: string;
  configured: boolean;
  target: Record<string, string>;
  onChange: (target: Record<string, string>) => void;
}) {
  const t = useTranslations("follow-ups");
  const id = useId();
  const { places, more, state, again } = usePlaces(connector, configured);
  const field = PLACES[connector].chosen;
  const chosen = target[field] ?? "";
  const isKnown = chosen === "" || places.some((place) => place.id === chosen);
  return (
    <>
      <Field
        id={`${id}-place`}
        label={t(`target.${connector}`)}
        hint={
          !configured
            ? t("target.unset", { name })
            : state === "loading"
              ? t("target.loading", { name })
              : state === "ready" && places.length === 0
                ? t("target.none", { name })
                : more
                  ? t("target.more", { name, count: places.length })
                  : undefined
        }
        required={connector !== "todoist"}
      >
        {(control) => (
          <Select
            {...control}
            disabled={state !== "ready"}
            value={chosen}
            onChange={(event) => onChange({ ...target, [field]: event.target.value })}
          >
            <option value="">{t(connector === "todoist" ? "target.inbox" : "target.choose")}</option>
            {!isKnown && <option value={chosen}>{t("target.gone", { id: chosen })}</option>}
            {places.map((place) => (
              <option key={place.id} value={place.id}>
                {place.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {state === "failed" && (
        <Alert
          tone="warn"
          role="alert"
          action={
            <Button size="sm" onClick={again}>
              {t("target.tryAgain")}
            </Button>
          }
        >
          {t("target.failed", { name })}
        </Alert>
      )}
      {connector === "zulip" && (
        <InputField
          id={`${id}-topic`}
          label={t("target.topic")}
          hint={t("target.topicHint")}
          required
          maxLength={60}
          autoComplete="off"
          value={target.topic ?? ""}
          onChange={(event) => onChange({ ...target, topic: event.target.value })}
        />
      )}
    </>
  );
}
