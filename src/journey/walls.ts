/**
 * The second walls that two people at once can meet, with the refusal each stands for. A constraint that is not here and
 * refuses is a fault of ours.
 */
export const walls: Readonly<Record<string, string>> = {
  con_3_withdraws_what_was_given: 'nothing-to-withdraw',
  ven_1_name_once: 'venue-is-already-there',
};
