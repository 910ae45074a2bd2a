/** A service that works next to ours, as a service names it in its file. */
export interface NearbyService {
  readonly name: string;
  /** Empty where it has none; it has at least one of the two. */
  readonly phone: string;
  readonly website: string;
  /** Where it works: districts (`LE17`), and letters that stand for all that begin with them (`LE`). */
  readonly postcodes: readonly string[];
}
