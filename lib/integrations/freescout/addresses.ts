/** The address people open, of a setting with or without `/api`; no trailing slash. */
export function installationUrl(setting: string): string {
  return setting.replace(/\/+$/, "").replace(/\/api$/, "");
}

export function conversationUrl(installation: string, id: number): string {
  return `${installation}/conversation/${id}`;
}
