/** What the browser itself finds wrong with a form, as our message keys by field. */
export function nativeErrors(form: HTMLFormElement): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const control of form.elements) {
    if (
      !(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) ||
      control.validity.valid
    )
      continue;
    const { valueMissing, typeMismatch, tooLong } = control.validity;
    errors[control.name] = [
      valueMissing ? "required" : typeMismatch ? "email" : tooLong ? "too_long" : "invalid",
    ];
  }
  return errors;
}
