/** A way on which words that somebody typed reach a reader on another side, or leave the building. */
export type WayToReader =
  | 'letter'
  | 'message'
  | 'letter-advice'
  | 'conference'
  | 'ground-rules'
  | 'arrival'
  | 'agreement-terms'
  | 'amends-note'
  | 'notice'
  | 'document';

/** What staff add to what is protected, where the record has no field of its own. */
export type ProtectedWordKind = 'workplace' | 'school' | 'childs-name' | 'new-name';
