/** What ordering the pages needs to know of one. */
export interface Placed {
  readonly path: string;
  /** Where it stands in the row of pages that can be read one after another; null for those beside the row. */
  readonly place: number | null;
}

/** The pages of the row in their order; two at the same place stand by their address. */
export function inRow<Page extends Placed>(pages: readonly Page[]): readonly Page[] {
  return pages
    .filter(({ place }) => place !== null)
    .toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0) || (a.path < b.path ? -1 : 1));
}

/** The pages before and after one in the row; a page beside the row has neither. */
export function neighbours<Page extends Placed>(
  pages: readonly Page[],
  path: string,
): { readonly before: Page | undefined; readonly after: Page | undefined } {
  const row = inRow(pages);
  const at = row.findIndex((page) => page.path === path);
  return at < 0 ? { before: undefined, after: undefined } : { before: row[at - 1], after: row[at + 1] };
}
