/** The address people open, of a setting with or without the API's path; no trailing slash. */
export function realmUrl(setting: string): string {
  return setting.replace(/\/+$/, "").replace(/\/api(\/v1)?$/, "");
}
