// `npm test`: sets everything up, runs every check there is, prints one closing line over all of them.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser, ensureOtherBrowsers, installDependencies, root } from './setup.mjs';

/** Checks that pass or fail as a whole. */
const CHECKS = [
  ['build', ['npx', 'nx', 'run-many', '-t', 'build']],
  ['types of tests', ['npx', 'nx', 'run-many', '-t', 'typecheck']],
  ['lint', ['npm', 'run', 'lint']],
  ['doors', ['npm', 'run', 'doors']],
  ['unused code and dependencies', ['npm', 'run', 'unused']],
  ['format', ['npm', 'run', 'format:check']],
];
const TESTS = ['npx', 'nx', 'run-many', '-t', 'test'];
const REPORTS = `${root}.cache/reports/@deconv/`;

function run([command, ...args]) {
  const env = { ...process.env, NX_DAEMON: 'false', ASTRO_TELEMETRY_DISABLED: '1' };
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env }).status === 0;
}

/** Sums the reports that the test suites left behind. */
function countTests() {
  let [passed, failed] = [0, 0];
  for (const file of readdirSync(REPORTS)) {
    const report = JSON.parse(readFileSync(REPORTS + file, 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
  }
  return [passed, failed];
}

installDependencies();
if (!ensureBrowser()) process.exit(1);
if (process.env.CI) ensureOtherBrowsers();
rmSync(REPORTS, { recursive: true, force: true });

const results = CHECKS.map(([name, command]) => [name, run(command)]);
const suitesPassed = run(TESTS);
let [passed, failed] = countTests();
for (const [name, ok] of results) {
  if (ok) passed++;
  else failed++;
  console.log(`${ok ? 'passed' : 'FAILED'}: ${name}`);
}
// A suite that ends without counting a failure, such as one that cannot start, must not go unseen.
if (!suitesPassed && failed === 0) failed++;
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
