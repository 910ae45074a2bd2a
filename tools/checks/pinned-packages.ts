import { outcome, type Outcome } from './outcome.ts';
import { linesOf, textOf } from './tree.ts';

type Versions = Readonly<Record<string, string>>;
interface Manifest {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
}

const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Every machine gets the same packages: exact versions, and a lock that ties nobody to one registry. */
export async function pinnedPackages(root: string): Promise<Outcome> {
  const manifest = JSON.parse(textOf(root, 'package.json') ?? '{}') as Manifest;
  const versions = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap((group) =>
    Object.entries(group ?? {}),
  );
  const loose = versions.filter(([, version]) => !exact.test(version));
  const addresses = linesOf(root, 'package-lock.json').filter(([, line]) =>
    /"resolved"\s*:|https?:\/\/[^"]*\.tgz/.test(line),
  );
  const problems = [
    ...loose.map(([name, version]) => `package.json: ${name} is "${version}": name one exact version`),
    ...addresses.map(([number]) => `package-lock.json:${number} names the address of a registry`),
    ...(textOf(root, 'package-lock.json') === undefined ? ['package-lock.json is missing'] : []),
  ];
  return outcome(versions.length, problems, 'packages');
}
