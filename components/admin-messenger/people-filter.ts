interface PeopleFilter {
  /** What is searched for; "" for everybody. */
  q: string;
  /** Where the page begins; null for the first. */
  cursor: string | null;
}

const PATH = "/admin/messenger/people";
export const LONGEST_SEARCH = 100;
const LONGEST_CURSOR = 500;

/** What an address asks for; what it should not say counts as not said. */
export function parsePeopleFilter(params: Record<string, string | string[] | undefined>): PeopleFilter {
  const { q, cursor } = params;
  return {
    q: typeof q === "string" ? q.trim().slice(0, LONGEST_SEARCH) : "",
    cursor: typeof cursor === "string" && cursor !== "" && cursor.length <= LONGEST_CURSOR ? cursor : null,
  };
}

export function peopleFilterHref({ q = "", cursor = null }: Partial<PeopleFilter> = {}): string {
  const query = new URLSearchParams({
    ...(q !== "" && { q }),
    ...(cursor !== null && { cursor }),
  }).toString();
  return query === "" ? PATH : `${PATH}?${query}`;
}
