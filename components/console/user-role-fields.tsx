"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { UserView } from "#lib/users/user-view.ts";
import { useFieldErrors } from "./use-field-errors.ts";

const ROLES = ["admin", "artist", "staff"] as const;

/** What somebody may do, and for an artist, whose calendar and appointments are theirs. */
export function UserRoleFields({
  role,
  artistId,
  artists,
  errors,
  onChange,
}: {
  role: UserView["role"];
  artistId: string | null;
  artists: { id: string; name: string }[];
  errors: Record<string, string[]>;
  onChange: (change: { role?: UserView["role"]; artistId?: string | null }) => void;
}) {
  const t = useTranslations("console.users");
  const fieldErrors = useFieldErrors();
  const id = useId();
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field
        id={`${id}-role`}
        label={t("role")}
        hint={t(`roleHint.${role}`)}
        error={fieldErrors(errors.role)}
      >
        {(control) => (
          <Select
            {...control}
            value={role}
            onChange={(event) => {
              const chosen = ROLES.find((one) => one === event.target.value) ?? "staff";
              onChange({
                role: chosen,
                artistId: chosen === "artist" ? (artistId ?? artists[0]?.id ?? null) : null,
              });
            }}
          >
            {ROLES.map((one) => (
              <option key={one} value={one} disabled={one === "artist" && artists.length === 0}>
                {t(`roles.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {role === "artist" && (
        <Field
          id={`${id}-artist`}
          label={t("artist")}
          hint={t("artistHint")}
          error={fieldErrors(errors.artistId)}
          required
        >
          {(control) => (
            <Select
              {...control}
              value={artistId ?? ""}
              onChange={(event) => onChange({ artistId: event.target.value || null })}
            >
              {artistId === null && <option value="">{t("chooseArtist")}</option>}
              {artists.map((artist) => (
                <option key={artist.id} value={artist.id}>
                  {artist.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  );
}
