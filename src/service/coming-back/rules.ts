/** A code to come back with holds for twenty minutes, once, in the browser that asked for it. (BAC-1) */
export const codeMinutes = 20;

/** The minutes to wait after no asking, one, two ... by what was typed; more are free from one place, where many may live. (BAC-1) */
export const asksWait = {
  typed: [0, 0, 0, 1, 2, 4, 8, 16, 32, 60],
  place: [...Array.from({ length: 30 }, () => 0), 1, 2, 4, 8, 16, 32, 60],
};
