// `npm test`: sets everything up, runs every check there is, prints one closing line over all of them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { ensureBrowser, ensureOtherBrowsers, installDependencies, root } from './setup.mjs';

/** Checks that pass or fail as a whole: nx targets, in words. */
const CHECKS = new Map([
  ['build', 'build'],
  ['typecheck', 'types of tests'],
  ['lint', 'lint'],
  ['doors', 'doors'],
  ['unused', 'unused code and dependencies'],
  ['format:check', 'format'],
]);
const REPORTS = `${root}.cache/reports/@deconv/`;

/** Runs targets wherever there are such; nx keeps what passed, for as long as nothing that it depends on changes. */
function run(targets) {
  const env = { ...process.env, NX_DAEMON: 'false', ASTRO_TELEMETRY_DISABLED: '1' };
  const args = ['nx', 'run-many', '-t', ...targets];
  return spawnSync('npx', args, { cwd: root, stdio: 'inherit', env }).status === 0;
}

/** What the test suites left behind: how many tests passed, and of each that failed its file, its name and what it said. */
function readReports() {
  const files = existsSync(REPORTS) ? readdirSync(REPORTS) : [];
  const reports = files.map((file) => JSON.parse(readFileSync(REPORTS + file, 'utf8')));
  const passed = reports.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0);
  const suites = reports.flatMap(({ testResults }) => testResults);
  return { passed, failures: suites.flatMap(failuresOf) };
}

/** Of one file, which fails as a whole where it cannot be loaded or set up. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [`${file}\n${message}`];
  return failed.map((test) => `${file} > ${test.fullName}\n${test.failureMessages.join('\n')}`);
}

installDependencies();
if (!ensureBrowser()) process.exit(1);
if (process.env.CI) ensureOtherBrowsers();
rmSync(REPORTS, { recursive: true, force: true });

// All together, so that every core has work. Where something failed, each check is asked for itself: what passed is known.
const allPassed = run([...CHECKS.keys(), 'test']);
const { passed: testsPassed, failures } = readReports();
let passed = testsPassed;
let failed = failures.length;
for (const [target, name] of CHECKS) {
  const ok = allPassed || run([target]);
  if (ok) passed++;
  else failed++;
  console.log(`${ok ? 'passed' : 'FAILED'}: ${name}`);
}
// A suite that ends without counting a failure, such as one that cannot start, must not go unseen.
if (!allPassed && failed === 0) failed++;
// Suites run side by side, and what failed in one is far above: it is told where everybody looks.
for (const failure of failures) console.log(`\nFAILED: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
