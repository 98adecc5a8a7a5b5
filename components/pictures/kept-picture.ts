/** A picture the server has kept for this form. */
export interface KeptPicture {
  token: string;
  filename?: string | undefined;
  previewUrl?: string | undefined;
}

export const draftPreview = (token: string) => `/api/pictures/drafts/${encodeURIComponent(token)}`;
