/** The query of a page as Next hands it over. */
export type PageQuery = Record<string, string | string[] | undefined>;

/** The same with one value a name: the first. */
export function pageQuery(query: PageQuery): { get(name: string): string | null } {
  return {
    get: (name) => {
      const value = query[name];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    },
  };
}
