import { placeOf, slicedRooms } from './place.ts';
import { filesBelow, foldersIn } from './tree.ts';

/** A slice and the files directly or indirectly in it, such as `src/journey/consent`. */
export interface Slice {
  readonly folder: string;
  readonly name: string;
  readonly files: readonly string[];
}

/** Every slice of the project: a folder directly in one of the rooms that hold slices. */
export function slicesOf(root: string): readonly Slice[] {
  return slicedRooms.flatMap((room) =>
    foldersIn(root, `src/${room}`).map((name) => {
      const folder = `src/${room}/${name}`;
      return { folder, name, files: filesBelow(root, folder) };
    }),
  );
}

/** The source files of a slice: what runs, without its tests. */
export function sourcesOf(slice: Slice): readonly string[] {
  return slice.files.filter((path) => path.endsWith('.ts') && !placeOf(path).test);
}

/** The files of a slice with one word, such as every `store.ts` or `<noun>-store.ts`. */
export function filesWithWord(slice: Slice, word: string): readonly string[] {
  return sourcesOf(slice).filter((path) => placeOf(path).word === word);
}
