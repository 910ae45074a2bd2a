import { readEnvironment, type Config } from './config.ts';
import { trustIssuersIn } from '#platform/encrypted-way.ts';
import { Problem } from '#platform/problem.ts';
import { commands, helpText } from './commands.ts';

/** Where everything begins: reads the settings, finds the command, and ends with a clear sentence when it cannot go on. */
async function main(): Promise<void> {
  const [name = 'serve', ...rest] = process.argv.slice(2);
  const command = commands[name];
  if (name === 'help' || name === '--help' || !command) {
    console.log(helpText());
    if (name !== 'help' && name !== '--help') process.exitCode = 1;
    return;
  }
  if (rest.includes('--help')) {
    console.log(`talking-piece ${name}\n  ${command.about}`);
    return;
  }
  const config = configOrProblem();
  if (config.caFile !== '') trustIssuersIn(config.caFile);
  await command.run(config, rest);
}

function configOrProblem(): Config {
  const read = readEnvironment();
  if (read.ok) return read.config;
  throw new Problem(read.problems.join('\n'));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
