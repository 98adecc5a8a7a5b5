"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { fields, text } from "./json-fields.ts";
import { useApiCall } from "./use-api-call.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { useOpenInAddress } from "./use-open-in-address.ts";
import { ZoneField } from "./zone-field.tsx";

/** Makes an artist of a name and what they offer, then goes to their page for the rest. */
export function NewArtistDialog({
  services,
  studioZone,
}: {
  services: { id: string; name: string }[];
  studioZone: string;
}) {
  const t = useTranslations("console.artists");
  const router = useRouter();
  const toast = useToast();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const [open, setOpen] = useOpenInAddress("new");
  const [name, setName] = useState("");
  const [timeZone, setTimeZone] = useState(studioZone);
  const [serviceIds, setServiceIds] = useState<string[]>(services.map((service) => service.id));
  const { busy, problem, call } = useApiCall();

  async function make() {
    const made = await call("POST", "/api/admin/artists", { name: name.trim(), timeZone, serviceIds });
    if (!made.ok) return;
    toast({ text: t("made", { name: name.trim() }) });
    router.push(`/admin/artists/${encodeURIComponent(text(fields(made.answer.artist).id))}`);
  }

  return (
    <FormDialog
      trigger={
        <Button>
          <Plus aria-hidden />
          {t("new")}
        </Button>
      }
      title={t("new")}
      description={t("newText")}
      open={open}
      onOpenChange={setOpen}
      problem={problem}
      shown={["name", "timeZone"]}
      submit={t("make")}
      busy={busy}
      blocked={name.trim() === ""}
      onSubmit={() => void make()}
    >
      <InputField
        id={`${id}-name`}
        label={t("name")}
        error={fieldErrors(problem?.errors.name)}
        required
        autoFocus
        autoComplete="off"
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <ZoneField
        id={`${id}-zone`}
        label={t("zone")}
        error={fieldErrors(problem?.errors.timeZone)}
        value={timeZone}
        onChange={setTimeZone}
      />
      {services.length > 0 && (
        <fieldset>
          <legend className="text-sm font-medium">{t("offers")}</legend>
          <div className="grid sm:grid-cols-2">
            {services.map((service) => (
              <Checkbox
                key={service.id}
                label={service.name}
                checked={serviceIds.includes(service.id)}
                onChange={(event) =>
                  setServiceIds(
                    event.target.checked
                      ? [...serviceIds, service.id]
                      : serviceIds.filter((one) => one !== service.id),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
      )}
    </FormDialog>
  );
}
