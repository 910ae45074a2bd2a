import { outcome, type Outcome } from './outcome.ts';
import { fileWords } from './place.ts';
import { slicesOf, sourcesOf, type Slice } from './slices.ts';
import { filesBelow, foldersIn, linesOf, textOf } from './tree.ts';

const drawerNames = /^(utils?|helpers?|common|shared|misc|lib|types|constants?|models?|services|managers?)$/;
const rooms = [
  'journey',
  'casefile',
  'service',
  'overview',
  'doors',
  'vocabulary',
  'platform',
  'demonstration',
  'wiring',
];
const mostFiles = 15;
const mostLines = 2000;

/** Every slice has the shape that lets a newcomer guess which file to open. */
export async function sliceShape(root: string): Promise<Outcome> {
  const slices = slicesOf(root);
  const problems = [
    ...drawers(root),
    ...house(root),
    ...stages(root),
    ...slices.flatMap((slice) => [...members(slice), ...size(root, slice)]),
  ];
  return outcome(slices.length, problems, 'slices');
}

// Names under which anything may be put, and so nothing is found.
function drawers(root: string): readonly string[] {
  return filesBelow(root, 'src').flatMap((path) => {
    const parts = path.replace(/\.[^/]*$/, '').split('/');
    const name = parts.find((part) => drawerNames.test(part));
    return name === undefined ? [] : [`${path}: "${name}" is a junk drawer: name it after what is in it`];
  });
}

function house(root: string): readonly string[] {
  const strayFolders = foldersIn(root, 'src').filter((name) => !rooms.includes(name));
  const strayFiles = filesBelow(root, 'src').filter((path) => {
    const [, first = '', ...rest] = path.split('/');
    if (rest.length === 0)
      return !/^(main|wiring|config|commands|installation|begin|list-reader|pdf-reader|sealed-columns)(\.test)?\.ts$/.test(
        first,
      );
    const loose = rest.length === 1 && ['journey', 'casefile', 'service', 'overview'].includes(first);
    return loose && !/^src\/journey\/(order\.json|(([a-z-]+-)?reactions|walls)(\.test)?\.ts)$/.test(path);
  });
  return [
    ...strayFolders.map((name) => `src/${name} is not a room of the house: ${rooms.join(' ')}`),
    ...strayFiles.map((path) => `${path} stands outside a slice: put it in the slice or room that it is about`),
  ];
}

function stages(root: string): readonly string[] {
  const folders = foldersIn(root, 'src/journey');
  const text = textOf(root, 'src/journey/order.json');
  if (text === undefined) return folders.length === 0 ? [] : ['src/journey/order.json is missing'];
  const order = JSON.parse(text) as readonly string[];
  return [
    ...order.filter((name) => !folders.includes(name)).map((name) => `order.json names ${name}, which has no folder`),
    ...folders.filter((name) => !order.includes(name)).map((name) => `src/journey/${name} is not in order.json`),
  ];
}

function members({ folder, files }: Slice): readonly string[] {
  const strange = files.filter((path) => !isKnown(path.slice(folder.length + 1)));
  return [
    ...(files.includes(`${folder}/README.md`) ? [] : [`${folder}/README.md is missing`]),
    ...strange.map(
      (path) => `${path} is no file of a slice: ${fileWords.join(' ')}, <noun>-<word>, their tests, README.md`,
    ),
  ];
}

function isKnown(name: string): boolean {
  if (name === 'README.md' || /^([a-z-]+-)?walls\.test\.ts$/.test(name)) return true;
  const word = /^(?:[a-z][a-z-]*-)?([a-z]+)(?:\.test)?\.ts$/.exec(name)?.[1];
  return word !== undefined && fileWords.includes(word);
}

function size(root: string, slice: Slice): readonly string[] {
  const sources = sourcesOf(slice);
  const lines = sources.reduce((sum, path) => sum + linesOf(root, path).length, 0);
  const advice = 'split it by noun, never by layer';
  return [
    ...(sources.length > mostFiles
      ? [`${slice.folder} has ${sources.length} source files, over ${mostFiles}: ${advice}`]
      : []),
    ...(lines > mostLines ? [`${slice.folder} has ${lines} lines, over ${mostLines}: ${advice}`] : []),
  ];
}
