"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog.tsx";

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
  const common = useTranslations("common");
  const [days, setDays] = useState<number[]>([]);
  const day = names[index] ?? "";
  return (
    // The other working days are what is meant most often.
    <Dialog onOpenChange={(open) => open && setDays([0, 1, 2, 3, 4].filter((at) => at !== index))}>
      <DialogTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          title={t("copyNamed", { day })}
          aria-label={t("copyNamed", { day })}
        >
          <Copy aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent title={t("copyTitle", { day })} description={t("copyText")} closeLabel={common("close")}>
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
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="ghost">{common("cancel")}</Button>
          </DialogClose>
          <DialogClose asChild>
            <Button variant="primary" disabled={days.length === 0} onClick={() => onCopy(days)}>
              {t("copy")}
            </Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
