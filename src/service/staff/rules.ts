/** How long a link lets somebody in who has not set up yet how they sign in. */
export const linkDays = 7;
