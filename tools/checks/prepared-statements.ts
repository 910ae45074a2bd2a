import ts from 'typescript';
import { outcome, type Outcome } from './outcome.ts';
import { filesBelow, textOf } from './tree.ts';

/*
 * Statements that are put together from more than fixed text, each read by a person: nothing in them was ever typed by
 * anybody. They create logins and databases, where PostgreSQL takes no parameters.
 */
const reviewed: Readonly<Record<string, readonly string[]>> = {
  'src/platform/database-logins.ts': [
    "[...make, ...admit, `grant ${owners.join(', ')} to current_user; grant tp_worker to tp_queue`].join(';\\n')",
    "` revoke all on database ${name} from public; grant connect on database ${name} to ${logins.join(', ')}; grant create on database ${name} to tp_owner`",
  ],
  'src/platform/embedded-postgres.ts': [
    "`alter role tp_migrator with login createrole password '${scramVerifier(password)}'`",
  ],
  'src/platform/job-queue-schema.ts': [
    '`grant create on database ${database} to tp_worker, tp_queue`',
    '`revoke create on database ${database} from tp_worker, tp_queue`',
  ],
};

interface Found {
  readonly statements: number;
  readonly problems: readonly string[];
  /** Those put together from parts that somebody reviewed. */
  readonly known: readonly string[];
}

/** No text becomes part of a statement: queries are made by the `sql` tag, whose values go to PostgreSQL apart. */
export async function preparedStatements(root: string, list: typeof reviewed = reviewed): Promise<Outcome> {
  const paths = filesBelow(root, 'src', '.ts').filter((path) => !path.endsWith('.test.ts'));
  const files = paths.map((path) => ({ path, ...lookAt(path, textOf(root, path) ?? '', list[path] ?? []) }));
  const gone = Object.entries(list).flatMap(([path, texts]) => {
    const known = files.find((file) => file.path === path)?.known ?? [];
    return texts
      .filter((text) => !known.includes(text))
      .map((text) => `${path} no longer holds a statement on the reviewed list, so take it off: ${text}`);
  });
  const looked = files.reduce((sum, { statements }) => sum + statements, 0);
  return outcome(looked, [...files.flatMap(({ problems }) => problems), ...gone], 'statements');
}

function lookAt(path: string, text: string, allowed: readonly string[]): Found {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const isPlumbing = path.startsWith('src/platform/');
  const problems: string[] = [];
  const known: string[] = [];
  let statements = 0;

  function complain(node: ts.Node, about: string): void {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    problems.push(`${path}:${line + 1} ${about}`);
  }

  function assembled(node: ts.Expression): void {
    const written = node.getText().replaceAll(/\s+/g, ' ');
    if (allowed.includes(written)) known.push(written);
    else complain(node, `puts a statement together from parts: ${written.slice(0, 120)}`);
  }

  function visit(node: ts.Node): void {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') statements += 1;
    if (ts.isCallExpression(node)) call(node);
    if (ts.isObjectLiteralExpression(node) && path !== 'src/platform/sql.ts') madeByHand(node);
    if (ts.isImportDeclaration(node) && !isPlumbing && /^['"]pg['"]$/.test(node.moduleSpecifier.getText()))
      complain(node, 'talks to PostgreSQL by itself: that is for src/platform');
    ts.forEachChild(node, visit);
  }

  function call(node: ts.CallExpression): void {
    const { expression } = node;
    if (ts.isIdentifier(expression) && expression.text === 'sql')
      complain(node, 'calls sql: it is a tag, never called');
    const asks = ts.isPropertyAccessExpression(expression) && expression.name.text === 'query';
    const [statement] = node.arguments;
    if (!asks || !statement) return;
    statements += 1;
    if (!isPlumbing) complain(node, 'asks PostgreSQL by itself: use db.rows, db.row or run');
    else if (!isFixed(statement)) assembled(statement);
  }

  // A query without the tag: its text might be anything.
  function madeByHand(node: ts.ObjectLiteralExpression): void {
    const names = node.properties.map((each) => each.name?.getText());
    if (!names.includes('text') || !names.includes('values') || isPlumbing) return;
    complain(node, 'makes a query by hand: use the sql tag');
  }

  visit(source);
  return { statements, problems, known };
}

/** A text that stands in the source as it is, or a name for a query that came from somewhere else. */
function isFixed(node: ts.Expression): boolean {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    (ts.isConditionalExpression(node) && [node.whenTrue, node.whenFalse].every(isFixedOrQuery)) ||
    isFixedOrQuery(node)
  );
}

function isFixedOrQuery(node: ts.Expression): boolean {
  if (ts.isObjectLiteralExpression(node)) return node.properties.every((each) => !isAssembledText(each));
  if (ts.isCallExpression(node)) return node.expression.getText() === 'readFileSync';
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
}

function isAssembledText(property: ts.ObjectLiteralElementLike): boolean {
  if (!ts.isPropertyAssignment(property) || property.name.getText() !== 'text') return false;
  return !ts.isPropertyAccessExpression(property.initializer) && !ts.isIdentifier(property.initializer);
}
