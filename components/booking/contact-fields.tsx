import type { ComponentProps } from "react";
import { InputField } from "#components/ui/input-field.tsx";

type Control = Pick<
  ComponentProps<typeof InputField>,
  "id" | "name" | "error" | "defaultValue" | "autoFocus"
>;

/** Who asks: the same three fields in every form a customer fills in. */
export function ContactFields({
  words,
  control,
}: {
  words: { name: string; email: string; emailHint?: string; phone: string; optional: string };
  control: (name: "clientName" | "clientEmail" | "clientPhone") => Control;
}) {
  return (
    <>
      <InputField
        {...control("clientName")}
        label={words.name}
        required
        autoComplete="name"
        maxLength={120}
      />
      <InputField
        {...control("clientEmail")}
        label={words.email}
        hint={words.emailHint}
        required
        type="email"
        autoComplete="email"
        maxLength={254}
      />
      <InputField
        {...control("clientPhone")}
        label={words.phone}
        optional={words.optional}
        type="tel"
        autoComplete="tel"
        maxLength={40}
      />
    </>
  );
}
