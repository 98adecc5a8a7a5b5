import type { ComponentProps } from "react";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";

type FieldOf = Omit<ComponentProps<typeof Field>, "children">;
type InputOf = Omit<ComponentProps<typeof Input>, keyof FieldOf>;

/** A Field with one Input in it, the most common pair. `className` is the field's, `inputClassName` the input's. */
export function InputField({
  id,
  label,
  hint,
  error,
  required,
  optional,
  className,
  inputClassName,
  ...input
}: FieldOf & InputOf & { inputClassName?: string }) {
  return (
    <Field {...{ id, label, hint, error, required, optional, className }}>
      {(control) => <Input {...control} {...input} className={inputClassName} />}
    </Field>
  );
}
