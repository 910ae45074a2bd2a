/** The trails that only grow, each kept and sealed apart from the others. */
export const trails = ['changes'] as const;
export type Trail = (typeof trails)[number];
