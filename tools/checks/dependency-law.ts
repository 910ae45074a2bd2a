import ts from 'typescript';
import { runTool, unexplained } from './command.ts';
import { judge, judgePackage } from './law.ts';
import { outcome, type Outcome } from './outcome.ts';
import { placeOf } from './place.ts';
import { filesBelow, textOf } from './tree.ts';

interface Cruised {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly Dependency[];
  }[];
}

interface Dependency {
  readonly module: string;
  readonly resolved: string;
  readonly couldNotResolve: boolean;
  readonly dependencyTypes: readonly string[];
  readonly circular: boolean;
  readonly cycle?: readonly { readonly name: string }[];
}

/** Every import below `src` keeps the dependency law; types count as imports. */
export async function dependencyLaw(root: string): Promise<Outcome> {
  const args = ['src', '--config', '.dependency-cruiser.json', '--output-type', 'json'];
  const ended = await runTool('dependency-cruiser/bin/dependency-cruiser.mjs', args, root);
  if (ended.code !== 0) return outcome(0, unexplained('dependency-cruiser', ended), 'modules');
  const { modules } = JSON.parse(ended.stdout) as Cruised;
  const own = modules.filter(({ source }) => source.startsWith('src/') && source.endsWith('.ts'));
  const sources = filesBelow(root, 'src', '.ts');
  const order = JSON.parse(textOf(root, 'src/journey/order.json') ?? '[]') as readonly string[];
  const problems = own.flatMap(({ source, dependencies }) => dependencies.flatMap((to) => judgeOne(source, to, order)));
  const barrels = sources.filter((path) => isBarrel(textOf(root, path) ?? ''));
  const all = [
    ...floor(own.length, sources.length),
    ...problems,
    ...barrels.map((path) => `${path} only passes on what others export: import from the source itself`),
  ];
  return outcome(own.length, new Set(all), 'modules');
}

// A cruiser that meets a compiler it cannot read looks at nothing and reports success.
function floor(cruised: number, sources: number): readonly string[] {
  return cruised < sources ? [`Only ${cruised} modules of ${sources} source files were looked at`] : [];
}

function judgeOne(source: string, to: Dependency, order: readonly string[]): readonly string[] {
  const from = placeOf(source);
  if (to.couldNotResolve) return [`${source} imports ${to.module}, which is not there`];
  if (to.circular) return [`${source} is in a circle: ${(to.cycle ?? []).map(({ name }) => name).join(' -> ')}`];
  if (!to.resolved.startsWith('src/')) return said(source, to.module, packageFault(source, to));
  const typeOnly = to.dependencyTypes.includes('type-only');
  return said(source, to.resolved, judge({ from, to: placeOf(to.resolved), typeOnly }, order));
}

function packageFault(source: string, to: Dependency): string | undefined {
  const from = placeOf(source);
  const ours = to.resolved.startsWith('test/') || to.resolved.startsWith('tools/');
  if (ours) return from.test ? undefined : 'src does not lean on test or tools';
  return judgePackage(from, to.module);
}

function said(source: string, target: string, fault: string | undefined): readonly string[] {
  return fault === undefined ? [] : [`${source} imports ${target}: ${fault}`];
}

function isBarrel(text: string): boolean {
  const { statements } = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest);
  const passesOn = (one: ts.Statement): boolean => ts.isImportDeclaration(one) || ts.isExportDeclaration(one);
  return statements.some(ts.isExportDeclaration) && statements.every(passesOn);
}
