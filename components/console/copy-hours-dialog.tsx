"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FormDialog } from "./form-dialog.tsx";

/** Which other days get the hours of this one. Nothing is saved by it yet. */
export function CopyHoursDialog({
  index,
  names,
  onCopy,
}: {
  index: number;
  names: string[];
  onCopy: (days: number[]) => void;
}) {
  const t = useTranslations("console.hours");
  const [open, setOpen] = useState(false);
  const [days, setDays] = useState<number[]>([]);
  const day = names[index] ?? "";
  return (
    <FormDialog
      trigger={
        <Button
          variant="ghost"
          size="icon-sm"
          title={t("copyNamed", { day })}
          label={t("copyNamed", { day })}
        >
          <Copy aria-hidden />
        </Button>
      }
      title={t("copyTitle", { day })}
      description={t("copyText")}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        // The other working days are what is meant most often.
        if (next) setDays([0, 1, 2, 3, 4].filter((at) => at !== index));
      }}
      submit={t("copy")}
      blocked={days.length === 0}
      onSubmit={() => {
        onCopy(days);
        setOpen(false);
      }}
    >
      <fieldset>
        <legend className="sr-only">{t("copyTo")}</legend>
        <div className="grid grid-cols-2">
          {names.map(
            (name, at) =>
              at !== index && (
                <Checkbox
                  key={name}
                  label={name}
                  checked={days.includes(at)}
                  onChange={(event) =>
                    setDays(event.target.checked ? [...days, at] : days.filter((one) => one !== at))
                  }
                />
              ),
          )}
        </div>
      </fieldset>
    </FormDialog>
  );
}
